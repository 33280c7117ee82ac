# Type error kwonly missing.
def main():
    def configure(*, timeout, retries, backoff=1):
        return timeout
    print(configure(timeout=1, retries=2))
    configure(backoff=2)

main()
