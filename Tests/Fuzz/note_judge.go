// Answers vectors of notes with Go's golang.org/x/mod/sumdb/note, many in one process.
//
// Standard input is what Tests/VectorServer reads: vectors one after the other, each behind a line with its length.
// Standard output gets one line for each: "ok NAME…" with the known signers, or why the note is refused.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

func main() {
	input, output := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	defer output.Flush()
	for {
		var length int
		if _, err := fmt.Fscanf(input, "%d\n", &length); err != nil {
			return
		}
		vector := make([]byte, length)
		if _, err := io.ReadFull(input, vector); err != nil {
			os.Exit(2)
		}
		fmt.Fprintln(output, answer(vector))
	}
}

func answer(vector []byte) string {
	end := bytes.Index(vector, []byte("\n\n"))
	var known []note.Verifier
	for _, line := range strings.Split(string(vector[:end]), "\n") {
		if !strings.HasPrefix(line, "vkey: ") {
			continue
		}
		verifier, err := note.NewVerifier(strings.TrimPrefix(line, "vkey: "))
		if err != nil {
			return "bad-key"
		}
		known = append(known, verifier)
	}
	opened, err := note.Open(vector[end+2:], note.VerifierList(known...))
	switch err.(type) {
	case nil:
		names := []string{"ok"}
		for _, signature := range opened.Sigs {
			names = append(names, signature.Name)
		}
		return strings.Join(names, " ")
	case *note.InvalidSignatureError:
		return "invalid-signature"
	case *note.UnverifiedNoteError:
		return "no-known-signer"
	default:
		return "malformed"
	}
}
