# A signal after the end of the program: no handler runs any more, and that is told.
import _thread, atexit, signal, sys


class Interrupts:
    def __del__(self, interrupt=_thread.interrupt_main, late=sys.is_finalizing):
        print(late())
        interrupt()
        print("went on")


@atexit.register
def still():
    signal.signal(signal.SIGINT, lambda number, frame: print("came", number))
    _thread.interrupt_main()


x = Interrupts()
