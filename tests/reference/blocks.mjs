// The code blocks of the five reference documents, in their order, and what each must show. The name is
// DOCUMENT_BLOCK; the text of the block is blocks/NAME.py, unmodified.
//
//   prints   what the program writes to standard output: a text (the document shows it, or every Python on
//            every platform prints it), or a pattern where the document says that it depends on the platform
//   errors   the same for standard error, where it is not empty: a failure that the block shows on purpose
//   status   the exit status, where it is not 0
//   asks     true: standard output must also equal CPython's, asked when the test runs (after `mask`)
//   values   the values of the expressions that stand alone, by line: the comment beside them says which;
//            'cpython' asks CPython. Every expression of the block is in this list.
//   adds     what a reader adds to see something: [code, what it prints or shows]. A block that only defines
//            functions is proved by calling them.
//   sequence what is different when the whole document is read in one session
//   needs    the package outside Python that the block imports: the failure is checked, and the block runs
//            once more beside a stand-in for that package
//   diagram  a picture, not a program: the claims that prove what it draws
//
// A pattern for an integer of this interpreter's own:
const N = '[1-9]\\d*';
const pattern = (...lines) => new RegExp(`^${lines.join('\\n')}\\n$`);

const docstring = (text) => `'${text.replaceAll('\n', '\\n')}'`;

export const blocks = {
  '000_01': { prints: 'OS module is disabled!\n' },
  // "~88 bytes": a header and slots for three values, with some to spare.
  '000_02': { prints: pattern('([6-9]\\d|1[01]\\d)') },
  '000_03': {
    prints: 'Calling function: demo\n',
    values: { 8: 'None', 13: '1' },
    // The reader's own calls are traced as well.
    sequence: { prints: /^Calling function: demo$/m },
  },
  '000_04': {
    prints: 'Attempting to load remote_utils from network...\n',
    values: { 11: 'None' },
    sequence: { prints: /^Attempting to load remote_utils from network...$/m },
  },

  '001_01': { diagram: ['interpreter_flow'] },
  '001_02': {
    prints: pattern('Python executable: /.+', 'Prefix path: /.*', 'Base prefix: /.*'),
  },
  '001_03': { prints: pattern('(Search path: .+\\n){2,}Total loaded modules: \\d\\d+') },
  '001_04': {
    prints:
      'Current function: demonstrate_runtime\nCurrent file: 001_04.py\nCurrent recursion depth: 1\n',
    values: { 12: 'None' },
  },
  '001_05': {
    prints: 'Performing cleanup...\n',
    errors: 'Program completed successfully\n',
    status: 1,
    values: {
      7: /^<function cleanup at 0x[0-9a-f]+>$/,
      10: 'SystemExit: Program completed successfully',
    },
    sequence: { prints: /^(Performing cleanup\.\.\.\n)?$/, atExit: 'Performing cleanup...' },
  },
  '001_06': {
    prints: '',
    adds: [
      ['thread_info()', pattern(`Thread ${N} frames: 1`, '\\+: None')],
      [
        't = threading.Thread(target=thread_info); t.start() or t.join()',
        pattern(`Thread ${N} frames: 2`, '\\+: None'),
      ],
    ],
  },
  '001_07': {
    prints: "Exception type: <class 'ZeroDivisionError'>\nException value: division by zero\n",
  },
  '001_08': {
    asks: true,
    prints:
      "stdin: <_io.TextIOWrapper name='<stdin>' mode='r' encoding='utf-8'>\n" +
      "stdout: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>\n" +
      "stderr: <_io.TextIOWrapper name='<stderr>' mode='w' encoding='utf-8'>\n",
  },
  '001_09': { asks: true, prints: 'Object refcount: 2\nDeleting test\n' },
  // (700, 10, 10): document 004, "Garbage Collection".
  '001_10': { prints: 'GC thresholds: (700, 10, 10)\n', values: { 8: 'None' } },
  '001_11': {
    prints: pattern('Version access: \\d+\\.\\d{4}s', 'Frame inspection: \\d+\\.\\d{4}s'),
  },
  '001_12': { prints: pattern(`sys.modules size: ${N} bytes`, `sys.path memory: ${N} bytes`) },
  '001_13': {
    prints: pattern('Executable path: /.+', 'Platform: emscripten', "User environment: \\['.+'\\]"),
  },
  '001_14': {
    prints: '',
    values: { 4: 'None', 7: 'None' },
    adds: [['sys.path[0], sys.getrecursionlimit()', "('/malicious/path', 1000000)"]],
  },

  '002_01': {
    prints: '',
    errors: /NameError: name 'default_value' is not defined\n$/,
    status: 1,
    given: 'default_value = 0',
    adds: [['size == size_with_default', 'True']],
  },
  '002_02': {
    // The document's 28, 54, 104, 232 are a 64-bit CPython's: "Some built-in types may have platform-dependent
    // sizes". claims/sizes.py says what they are made of.
    prints: pattern(N, N, N, N, N, N),
  },
  '002_03': { prints: '', adds: [['ref_count', pattern(N)]] },
  '002_04': {
    // Of "hello" a reader counts the constant of the code, the variable and the argument.
    prints: '2\n3\n3\n4\n',
    sequence: { prints: /^2\n\d+\n\d+\n4\n$/ }, // each block's constants are the same string
  },
  '002_05': { prints: '', adds: [['blocks > 1000', 'True']] },
  '002_06': {
    prints: pattern(
      `Currently allocated blocks: (?<before>${N})`,
      `After creating objects: (?<created>${N})`,
      `After deletion: (?<after>${N})`,
    ),
    // 1000 lists of 100, each a block for itself and one for its items; nearly all go again.
    check: ({ before, created, after }) =>
      created - before >= 2000 && created - before < 2300 && after - before < 100,
  },
  '002_07': {
    prints: '',
    errors: /AttributeError: module 'sys' has no attribute 'gettotalrefcount'/,
    status: 1,
    debug: true, // "Only available in debug builds": there it runs, where such a build is
    values: { 3: /^AttributeError: module 'sys' has no attribute 'gettotalrefcount'/ },
  },
  '002_08': {
    asks: true, // sys.maxsize is the platform's: 32-bit addresses, so that 2**63 - 1 is beyond it
    prints: 'Maximum size: 2147483647\nIn bytes: 3 bytes\n',
  },
  '002_09': {
    asks: true,
    prints:
      /^Integer info: sys.int_info\(bits_per_digit=30, sizeof_digit=4, .*\)\nMaximum integer value: 97453140\d{281}\n$/,
  },
  '002_10': { prints: pattern(`Total memory usage: ${N} bytes`) },
  '002_11': {
    needs: 'psutil',
    prints: '',
    errors: /ModuleNotFoundError: No module named 'psutil'\n$/,
    status: 1,
    given: true,
    givenPrints: pattern('Memory usage: -?\\d+ bytes', 'Allocated blocks: [1-9]\\d*'),
    adds: [['len(result), result[-1]', '(10000, 99980001)']],
  },
  '002_12': {
    prints: '',
    adds: [
      ['detect_potential_leaks()', 'None'], // and no word of a leak
      [
        'range = lambda n: [kept.append([]) for _ in "x" * n] or []; kept = []; detect_potential_leaks()',
        pattern('Potential memory leak: \\d{3,4} extra objects', '\\+: None'),
      ],
    ],
  },
  '002_13': {
    prints: '',
    adds: [
      [
        'compare_structures()',
        pattern(
          `list: ${N} bytes`,
          `tuple: ${N} bytes`,
          `set: ${N} bytes`,
          `dict: ${N} bytes`,
          '\\+: None',
        ),
      ],
    ],
  },

  '003_01': {
    prints: pattern(
      'Garbage collector collected 1 objects\\.',
      '',
      `Found ${N} list objects still in memory\\.`,
      '',
      "Object 'a' is being referred to by 2 other objects\\.", // the list b and the module's variables
    ),
    sequence: { prints: /^Garbage collector collected \d+ objects\.\n\nFound \d+ list/ },
  },
  '003_02': {
    prints: pattern(
      'Reference count of list: 3',
      `Size of the list object itself: ${N} bytes`,
      `Size of an integer: ${N} bytes`,
    ),
  },

  '004_01': {
    prints: '',
    values: {
      1: docstring(
        '\nIn Python, EVERYTHING is an object:\n- Numbers, strings, functions, classes, modules\n- Even type itself is an object\n\nEvery object has:\n- Identity (id) - memory address\n- Type - determines behavior\n- Value - the actual data\n',
      ),
      13: /^[1-9]\d*$/,
      14: "<class 'int'>",
      15: '42',
      21: "<class 'function'>",
      22: "'greet'",
      23: /^<code object greet at 0x[0-9a-f]+, file "004_01.py", line 18>$/,
      29: "<class 'type'>",
      30: "<class 'type'>",
    },
    adds: [
      ['type(type), type(object)', "(<class 'type'>, <class 'type'>)"],
      ['object.__bases__, type.__bases__', "((), (<class 'object'>,))"],
    ],
  },
  '004_02': { diagram: ['object_structure'] },
  '004_03': {
    prints: '',
    values: { 1: 'cpython', 11: '2' },
    adds: [
      // "memory leak ... why Python also has garbage collector"
      [
        'import gc; sum(type(o) is Node for o in gc.get_objects()); gc.collect() >= 2; sum(type(o) is Node for o in gc.get_objects())',
        '2\n+: True\n+: 0',
      ],
    ],
  },
  '004_04': {
    prints: '',
    errors: /^(gc: collectable <[\w.]+ 0x[0-9a-f]+>\n)+$/, // DEBUG_LEAK: what the last collection finds
    values: {
      1: 'cpython',
      14: '(700, 10, 10)',
      20: /^\d+$/,
      21: /^\d+$/,
      24: 'None',
      25: 'None',
      26: 'True',
      29: '[]',
      32: 'None',
      42: /^<__main__.MyClass object at 0x[0-9a-f]+>$/,
      45: 'None',
    },
  },
  '004_05': {
    prints: '',
    values: {
      // "~28", "~56", "~64", "~49": claims/sizes.py
      4: /^\d\d?$/,
      5: /^\d\d$/,
      6: /^\d\d$/,
      7: /^\d\d$/,
      27: 'True',
      31: /^(False|True)$/, // "implementation detail"
      36: 'True',
      40: 'cpython', // "May be False"
      46: 'True',
    },
    adds: [
      [
        'hasattr(WithoutSlots(1, 2), "__dict__"), hasattr(WithSlots(1, 2), "__dict__"), WithSlots(1, 2).y',
        '(True, False, 2)',
      ],
      [
        'o = WithoutSlots(1, 2); sys.getsizeof(o) + sys.getsizeof(o.__dict__) > sys.getsizeof(WithSlots(1, 2))',
        'True',
      ],
    ],
  },
  '004_06': { diagram: ['gil'] },
  '004_07': {
    prints: '',
    values: { 10: '0.005', 11: 'None' },
    adds: [['sys.getswitchinterval(); cpu_work(100)', '0.01\n+: None']],
  },
  '004_08': {
    needs: 'numpy',
    prints: '',
    errors: /ModuleNotFoundError: No module named 'numpy'\n$/,
    status: 1,
    given: true,
    givenPrints: '',
    adds: [['[t.name for t in threads][0], len(threads)', "('Thread-1 (numpy_work)', 4)"]],
    sequence: { adds: false },
  },
  '004_09': {
    // "Output:" there is Python 3.10's; the instructions of 3.14 for the same source are asked of CPython.
    asks: true,
    prints: /^ +\d+ +RESUME[^]*LOAD_FAST[^]*BINARY_OP +0 \(\+\)\n +RETURN_VALUE\n3\n$/,
    values: {
      1: 'cpython',
      11: 'None',
      19: /^<code object add at 0x[0-9a-f]+, file "004_09.py", line 6>$/,
      20: 'cpython',
      21: 'cpython',
      22: "('a', 'b')",
      23: '2',
      28: '"Module(body=[Assign(targets=[Name(id=\'x\', ctx=Store())], value=BinOp(left=Constant(value=1), op=Add(), right=Constant(value=2)))])"',
      32: 'None',
    },
  },
  '004_10': {
    asks: true,
    prints:
      /LOAD_GLOBAL[^]*CALL[^]*GET_ITER[^]*FOR_ITER[^]*BINARY_OP +13 \(\+=\)[^]*STORE_FAST[^]*JUMP_BACKWARD[^]*RETURN_VALUE/,
    values: { 1: 'cpython', 23: 'None' },
  },
  '004_11': {
    prints: '',
    values: { 1: 'cpython', 32: "'from descriptor'", 33: "'instance'", 34: "'instance'" },
  },
  '004_12': {
    prints: 'Getting existing\nGetting missing\n',
    values: { 15: "'value'", 16: "'missing not found, returning default'" },
    adds: [
      ['Broken().anything', 'RecursionError: maximum recursion depth exceeded'],
      ['f = Fixed(); f.name = 7; f.name', '7'],
    ],
  },
  '004_13': {
    prints: '',
    values: { 1: 'cpython', 17: "<class 'type'>", 18: 'True', 25: '1', 26: '42' },
  },
  '004_14': {
    prints: 'Creating class: MyClass\nInitializing class: MyClass\nCreating instance of MyClass\n',
    values: { 31: 'True' },
  },
  '004_15': {
    // The document leaves out the name of the module in the reprs: "<class 'Plugin1'>".
    asks: true,
    prints: "{'Plugin1': <class '__main__.Plugin1'>, 'Plugin2': <class '__main__.Plugin2'>}\n",
    values: { 15: 'True' },
    adds: [
      [
        'Interface()',
        "TypeError: Can't instantiate abstract class Interface without an implementation for abstract method 'method'",
      ],
    ],
  },
  '004_16': {
    asks: true,
    mask: (text) => text.replace(/\d+\.\d{3}/g, '#.###'),
    prints:
      /^ +4 function calls in [^]*Ordered by: cumulative time[^]*004_16.py:5\(slow_function\)\n/,
    values: {
      11: 'None',
      15: 'None',
      16: '499999500000',
      17: 'None',
      20: /^<pstats.Stats object at 0x[0-9a-f]+>$/,
      21: /^<pstats.Stats object at 0x[0-9a-f]+>$/,
    },
    sequence: {
      prints: /Ordered by: standard name[^]*Ordered by: cumulative time[^]*slow_function/,
    },
  },
  '004_17': {
    // `words` and `x` are the reader's own.
    prints: '',
    errors: /NameError: name 'words' is not defined\n$/,
    status: 1,
    given: 'words = ["a", "b"] * 500; x = 3',
    values: { 40: '333333283333335000000', 43: '333333283333335000000' },
    adds: [
      ['s == "ab" * 500, len(result), Point(1, 2).y', '(True, 1000, 2)'],
      ['slow(); fast()', 'None\n+: None'],
    ],
  },
  '004_18': {
    prints: '',
    values: { 2: 'cpython', 10: 'cpython', 18: 'cpython', 25: 'cpython', 35: 'cpython' },
  },
};
