# Type error missing many.
def main():
    def configure(host, port, user, *, timeout, retries):
        return host
    print(configure("h", 1, "u", timeout=1, retries=2))
    configure("h")

main()
