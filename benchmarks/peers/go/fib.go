// A peer of the fib server: a goroutine per connection, as a Go programmer would write it.
package main

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"strconv"
)

func fib(n int) int64 {
	if n <= 2 {
		return 1
	}
	return fib(n-1) + fib(n-2)
}

func serve(connection net.Conn) {
	defer connection.Close()
	lines := bufio.NewScanner(connection)
	lines.Buffer(make([]byte, 0, 128), 128)
	for lines.Scan() {
		var answer []byte
		n, err := strconv.Atoi(lines.Text())
		if err != nil {
			answer = append(answer, "error: not a number"...)
		} else if n < 1 || n > 45 {
			answer = append(answer, "error: n must be from 1 to 45"...)
		} else {
			answer = strconv.AppendInt(answer, fib(n), 10)
		}
		if _, err := connection.Write(append(answer, '\n')); err != nil {
			return
		}
	}
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for {
		connection, err := listener.Accept()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		go serve(connection)
	}
}
