using Serverless.Cli.Local;

namespace Serverless.TestRunner;

/// <summary>What <c>./serverless test</c> runs, in this order.</summary>
public static class TestPlan
{
    /// <summary>Those that take minutes: what is short fills the lanes up behind them.</summary>
    static readonly string[] Long =
    [
        "Serverless.EndToEnd.Tests", "Serverless.Functions.Tests", "Serverless.Worker.Tests", "Serverless.Learning.Tests", "Serverless.LocalHost.Tests",
    ];

    /// <summary>The line layout of the sources, which the compiler does not check, and every test project of a working copy.</summary>
    public static IReadOnlyList<TestProgram> Of(Checkout checkout)
    {
        var projects = Directory.GetDirectories(Path.Combine(checkout.Root, "tests"), "*.Tests").Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal).ToList();
        return
        [
            new TestProgram(
                "dotnet-format",
                ["dotnet", "format", "whitespace", "--folder", ".", "--verify-no-changes", "--exclude", "artifacts", "infra/local/node_modules"],
                checkout.Root) { Remedy = "Mend the layout: dotnet format whitespace --folder . --exclude artifacts infra/local/node_modules. The whole output:" },
            .. Long.Intersect(projects).Concat(projects.Except(Long)).Select(project => new TestProgram(
                project, ["dotnet", Checkout.Assembly(project), "-noLogo", "-noColor", "-result-xml", TestProgram.Results], checkout.Root)),
        ];
    }
}
