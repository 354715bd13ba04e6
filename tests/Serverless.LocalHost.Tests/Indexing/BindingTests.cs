using Serverless.LocalHost.Indexing;

namespace Serverless.LocalHost.Tests.Indexing;

public sealed class BindingTests
{
    [Fact]
    public void Parse_OfAQueueOutput_KeepsWhatIsSaidOfIt()
    {
        var binding = Binding.Parse("""{"name":"$return","type":"queue","direction":"Out","queueName":"seen","connection":"Other"}""");

        binding.Name.ShouldBe("$return");
        binding.IsOutput.ShouldBeTrue();
        binding.IsTrigger.ShouldBeFalse();
        binding.Is("QUEUE").ShouldBeTrue();
        binding.Text("QueueName").ShouldBe("seen");
        binding.Text("missing").ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"name":"m","type":"queueTrigger","properties":{"supportsDeferredBinding":"True"}}""", true)]
    [InlineData("""{"name":"m","type":"queueTrigger","properties":{}}""", false)]
    [InlineData("""{"name":"m","type":"queueTrigger"}""", false)]
    public void IsDeferred_ByTheBindingsProperties_IsWhatTheWorkerSays(string json, bool expected) =>
        Binding.Parse(json).IsDeferred.ShouldBe(expected);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":"m"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public void Parse_WithoutNameOrType_IsRefused(string json) =>
        Should.Throw<FormatException>(() => Binding.Parse(json)).Message.ShouldContain(json);
}
