using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Serverless.Testing;

namespace Serverless.Dashboard.Tests;

/// <summary>The results of Node.js's test runner for the tests in a folder.</summary>
/// <param name="Outcomes">Test name to failure; empty text for a test that passed.</param>
/// <param name="Output">The whole output.</param>
sealed partial record NodeRun(IReadOnlyDictionary<string, string> Outcomes, string Output)
{
    /// <summary>The dashboard's own folder, with its npm packages.</summary>
    public static string Dashboard { get; } = Metadata("Dashboard");

    /// <summary>Runs the bundled tests of a folder of this project.</summary>
    /// <param name="folder">For example <c>Logic</c>.</param>
    /// <param name="environment">What they are to know.</param>
    public static async Task<NodeRun> OfAsync(string folder, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var files = Directory.GetFiles(Path.Combine(Metadata("NodeTests"), folder), "*.test.mjs").Order(StringComparer.Ordinal);
        using var results = new TemporaryFolder();
        var report = Path.Combine(results.Path, "results.xml");
        await using var node = ChildProcess.Start(
            "node", ["--test", "--test-reporter=junit", $"--test-reporter-destination={report}", "--test-reporter=spec", "--test-reporter-destination=stdout", .. files], environment);
        await node.WaitForExitAsync();
        if (!File.Exists(report))
        {
            throw new InvalidOperationException($"Node.js wrote no results: {node.Output}");
        }

        // A browser's failures are written in colours, which XML cannot hold.
        var cases = XDocument.Parse(Colour().Replace(await File.ReadAllTextAsync(report), "")).Descendants("testcase");
        return new NodeRun(
            cases.GroupBy(test => (string)test.Attribute("name")!).ToDictionary(
                same => same.Key, same => string.Join('\n', same.SelectMany(test => test.Elements("failure")).Select(failure => failure.Value))),
            node.Output);
    }

    [GeneratedRegex(@"\x1B\[[0-9;]*m")]
    private static partial Regex Colour();

    static string Metadata(string key) =>
        typeof(NodeRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
