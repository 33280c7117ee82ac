# sys.exit with a text: the text on stderr, status 1, finally blocks run.
import sys
def main():
    try:
        print("working")
        sys.exit("fatal: nothing to do")
    finally:
        print("cleanup")
main()
