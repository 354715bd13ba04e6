using Serverless.Cli;
using Serverless.Cli.Local;

namespace Serverless.TestRunner;

/// <summary>What <c>./serverless test</c> runs, in this order.</summary>
public static class TestPlan
{
    /// <summary>Those that take minutes.</summary>
    static readonly string[] Long =
    [
        "Serverless.EndToEnd.Tests", "Serverless.Functions.Tests", "Serverless.Worker.Tests", "Serverless.Learning.Tests", "Serverless.LocalHost.Tests",
        "Serverless.Dashboard.Tests",
    ];

    /// <summary>
    /// Many of their processes live for seconds: compiling their methods a second time costs them a fifth of their processor time. The
    /// runtime does so once no new method was called for this long, in hexadecimal milliseconds; its default is 100 ms.
    /// </summary>
    static readonly Dictionary<string, string> ShortLived = new() { ["DOTNET_TC_CallCountingDelayMs"] = "3E8" };

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

        return names.Count > 0
            ? [.. names.Select(name => Project(checkout, name))]
            : [.. Long.Intersect(projects).Concat(projects.Except(Long)).Select(name => Project(checkout, name))];
    }

    static TestProgram Project(Checkout checkout, string name) =>
        new(name, ["dotnet", Checkout.Assembly(name), "-noLogo", "-noColor", "-result-xml", TestProgram.Results], checkout.Root)
        {
            Environment = Long.Contains(name) ? ShortLived : [],
            IsLong = Long.Contains(name),
        };
}
