# Mutation testing of the client core. Included by the Makefile; docs/mutation.md says what it does.

MUTATION := .build-mutation
# The modules to mutate, all three when empty: make mutants MODULE=SignedNote
MODULE ?=

.PHONY: mutants
mutants: packages ## change the client core in thousands of ways, and say what no test notices (MODULE=NAME for a part)
	swift build --package-path Tests/Mutation --scratch-path $(MUTATION)/mutator
	Tests/Mutation/run.py $(MODULE)
