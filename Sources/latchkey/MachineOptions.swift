internal import ArgumentParser

/// What the caller knows about the machine; it is kept and sent as a keyed hash only.
struct MachineOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The host application's own name for this instance.", valueName: "id"))
    var instance: String?

    func validate() throws {
        if instance?.isEmpty == true { throw ValidationError("--instance names nothing") }
    }
}
