using Serverless.LocalHost.Indexing;

namespace Serverless.LocalHost.Tests.Indexing;

public sealed class FunctionTests
{
    [Fact]
    public void Read_OfEveryKindOfBinding_SortsThem()
    {
        var function = Function.Read(
            "Starter",
            [
                """{"name":"request","type":"httpTrigger","direction":"In"}""",
                """{"name":"client","type":"durableClient","direction":"In"}""",
                """{"name":"Response","type":"http","direction":"Out"}""",
                """{"name":"Order","type":"queue","direction":"Out","queueName":"orders"}""",
            ]);

        function.Trigger.Name.ShouldBe("request");
        function.IsHttp.ShouldBeTrue();
        function.IsDurable.ShouldBeFalse();
        function.Clients.Select(binding => binding.Name).ShouldBe(["client"]);
        function.Outputs.Select(binding => binding.Name).ShouldBe(["Order"]);
    }

    [Theory]
    [InlineData("""{"name":"blob","type":"blobTrigger","direction":"In"}""", "blobTrigger", "queueTrigger")]
    [InlineData("""{"name":"row","type":"table","direction":"In"}""", "table", "durableClient")]
    [InlineData("""{"name":"copy","type":"blob","direction":"Out"}""", "blob", "queue")]
    public void Read_OfABindingThatTheHostLacks_NamesFunctionBindingAndWhatThereIs(string binding, string type, string supported)
    {
        var refusal = Should.Throw<StartException>(() => Function.Read(
            "Archive", ["""{"name":"timer","type":"timerTrigger","direction":"In"}""", binding]));

        refusal.ExitCode.ShouldBe(ExitCodes.Configuration);
        refusal.Message.ShouldContain("Archive");
        refusal.Message.ShouldContain(type);
        refusal.Message.ShouldContain(supported);
    }

    [Fact]
    public void Read_WithoutTrigger_IsRefused() =>
        Should.Throw<StartException>(() => Function.Read("Idle", ["""{"name":"c","type":"durableClient","direction":"In"}"""]))
            .Message.ShouldContain("Idle has 0 triggers");
}
