# Every jump of a debugger within functions of many shapes.
from jumping import jump, log
def attempt(func, start, line):
    count, r = jump(func, ('line', start), line, follow=True)
    if count: print(func.__name__, start, line, '->', log, r)
# The same with nothing after the last clause, and with something.
def ending(end):
    space = {'log': log}
    exec('''def groups():
    try:
        log.append(2)
        raise ExceptionGroup('g', [ValueError(1), KeyError(2)])
    except* ValueError:
        log.append(5)
    except* KeyError as e:
        log.append(7)
    finally:
        log.append(9)
''' + end, space)
    return space['groups']
def groups2():
    for i in 1, 2:
        try:
            raise ExceptionGroup('g', [ValueError(1), KeyError(2)])
        except* ValueError as e:
            log.append(5)
        except* (KeyError, TypeError) as e:
            with open('/dev/null') as f:
                log.append(8)
        else:
            log.append(10)
    log.append(11)
def nested():
    try:
        try:
            1/0
        except ZeroDivisionError as e:
            try:
                raise ExceptionGroup('g', [OSError(1)])
            except* OSError as f:
                log.append(8)
            finally:
                log.append(10)
        finally:
            log.append(12)
    except Exception as e:
        log.append(14)
    else:
        log.append(16)
    return [x
        for x in range(3)
        if x]
def matching(v=(1, [2, 3])):
    match v:
        case (1, [a, b]) if a > 1:
            log.append(3)
        case [x, *r]:
            log.append(5)
        case _:
            log.append(7)
    while log:
        if len(log) > 3: break
        log.append(10)
        continue
    else:
        log.append(13)
    assert log, \
        'x'
    return 1
for f, n in (ending(''), 10), (ending("    log.append(10)\n    return 'end'\n"), 12), (groups2, 12), (nested, 21), (matching, 18):
    for start in range(1, n):
        for line in range(0, n): attempt(f, start, line)
