using Serverless.Cli;
using Serverless.Cli.Local;

namespace Serverless.TestRunner;

/// <summary>The programs that <c>./serverless test</c> runs, in this order.</summary>
public static class TestPlan
{
    /// <summary>Those that take longest, the longest first, so that none is left to run alone at the end; and whether it is C# that they spend it in.</summary>
    static readonly (string Name, bool Computes)[] First =
    [
        ("Serverless.EndToEnd.Tests", false), ("Serverless.Worker.Tests", false), ("Serverless.Learning.Tests", false), ("Serverless.Functions.Tests", false),
        ("Serverless.Algorithms.Tests", true), ("Serverless.Dashboard.Tests", false), ("Serverless.LocalHost.Tests", false), ("Serverless.Storage.Tests", false),
        ("Serverless.Bench.Tests", true), ("Serverless.Core.Tests", true),
    ];

    /// <summary>
    /// Many of their processes live for seconds: compiling their methods a second time costs them a fifth of their processor time. The
    /// runtime does so once no new method was called for this long, in hexadecimal milliseconds: never, as projects that train have to have it.
    /// </summary>
    static readonly Dictionary<string, string> ShortLived = new() { ["DOTNET_TC_CallCountingDelayMs"] = "7FFFFFFF" };

    /// <summary>Every test project, or those that are named.</summary>
    /// <param name="checkout">The working copy, built.</param>
    /// <param name="names">Projects to run; everything when there are none.</param>
    /// <exception cref="CliException">There is no such project, or one is not built.</exception>
    public static IReadOnlyList<TestProgram> Of(Checkout checkout, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(checkout);
        ArgumentNullException.ThrowIfNull(names);
        var projects = Directory.GetDirectories(Path.Combine(checkout.Root, "tests"), "*.Tests").Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal).ToList();
        if (names.Except(projects).FirstOrDefault() is { } unknown)
        {
            throw new CliException(ExitCodes.Usage, $"There is no test project '{unknown}'; there are {string.Join(", ", projects)}.");
        }

        var first = First.Select(project => project.Name).ToList();
        return names.Count > 0
            ? [.. names.Select(name => Project(checkout, name))]
            : [.. first.Intersect(projects).Concat(projects.Except(first)).Select(name => Project(checkout, name))];
    }

    static TestProgram Project(Checkout checkout, string name)
    {
        var program = new TestProgram(name, ["dotnet", Checkout.Assembly(name), "-noLogo", "-noColor", "-result-xml", TestProgram.Results], checkout.Root);
        return First.Any(project => project.Name == name && project.Computes) ? program : program with { Environment = ShortLived };
    }
}
