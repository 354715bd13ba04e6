namespace Serverless.TestRunner;

/// <summary>A program of tests.</summary>
/// <param name="Name">What it is called, and its log.</param>
/// <param name="Words">The program and its arguments; <see cref="Results"/> in them is the path of a file for results.</param>
/// <param name="WorkingFolder">Where it runs.</param>
public sealed record TestProgram(string Name, IReadOnlyList<string> Words, string WorkingFolder)
{
    /// <summary>Stands for the path of a file that the program writes the results of its tests to.</summary>
    public const string Results = "{results}";

    /// <value>Additions to its environment. Default: none.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
