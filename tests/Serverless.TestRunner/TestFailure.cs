namespace Serverless.TestRunner;

/// <summary>A test that failed, or a program that failed as a whole.</summary>
/// <param name="Name">The test's full name, or what became of the program.</param>
/// <param name="Message">Why it failed.</param>
/// <param name="Details">Where, and what it wrote; may be empty.</param>
public sealed record TestFailure(string Name, string Message, string Details)
{
    /// <summary>Writes the name, and the message below it; with the details, if wanted.</summary>
    public void Write(TextWriter output, bool withDetails)
    {
        var below = string.Join('\n', new[] { Message, withDetails ? Details : "" }.Where(text => !string.IsNullOrWhiteSpace(text)).Select(text => text.TrimEnd()));
        output.WriteLine(string.Join("\n    ", [$"FAILED {Name}", .. below.ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 0)]));
    }
}
