using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary>A command that owns processes: a signal ends it only once it has stopped them, however long that takes.</summary>
/// <param name="name">The word.</param>
/// <param name="description">For help.</param>
sealed class OwningCommand(string name, string description) : Command(name, description);
