namespace Serverless.TestRunner;

/// <summary>A program of tests to run.</summary>
/// <param name="Name">The name of the program and of its log.</param>
/// <param name="Words">The program and its arguments; <see cref="Results"/> in them is the path of a file for results.</param>
/// <param name="WorkingFolder">The working folder of the program.</param>
public sealed record TestProgram(string Name, IReadOnlyList<string> Words, string WorkingFolder)
{
    /// <summary>Stands for the path of a file that the program writes the results of its tests to.</summary>
    public const string Results = "{results}";

    /// <value>Additions to its environment. Default: none.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
