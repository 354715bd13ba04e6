namespace Serverless.Dashboard.Tests;

/// <summary>The tests of the dashboard's own computations, in TypeScript; each is reported as one here.</summary>
public sealed class LogicTests
{
    static readonly Lazy<NodeRun> Run = new(() => NodeRun.OfAsync("Logic").GetAwaiter().GetResult());

    public static TheoryData<string> Names => [.. Run.Value.Outcomes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Test_OfTheDashboardsLogic_Passes(string name) => Run.Value.Outcomes[name].ShouldBeEmpty();
}
