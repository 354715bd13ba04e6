using Serverless.Cli.Local;
using Serverless.TestRunner;

namespace Serverless.Cli.Tests.TestRuns;

public sealed class TestPlanTests
{
    static readonly Checkout Checkout = new(Repository.Root);

    [Fact]
    public void Of_OneName_IsThatProjectAlone()
    {
        var program = TestPlan.Of(Checkout, ["Serverless.Cli.Tests"]).Single();

        program.Words[1].ShouldEndWith("Serverless.Cli.Tests.dll");
    }

    [Fact]
    public void Of_UnknownName_TellsWhichThereAre() =>
        Should.Throw<CliException>(() => TestPlan.Of(Checkout, ["Cli"])).Message.ShouldStartWith("There is no test project 'Cli'; there are Serverless.");
}
