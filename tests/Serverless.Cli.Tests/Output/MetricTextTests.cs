using Serverless.Cli.Output;

namespace Serverless.Cli.Tests.Output;

public sealed class MetricTextTests
{
    [Theory]
    [InlineData("accuracy", "accuracy %")]
    [InlineData("testAccuracy", "test accuracy %")]
    [InlineData("latencyMs@local-cpu", "latency ms")]
    [InlineData("latencySpreadMs@local-cpu", "latency spread ms")]
    [InlineData("latencyIntervalMs@local-cpu", "latency 95 % interval ms")]
    [InlineData("parameters", "parameters")]
    [InlineData("somethingNew@x", "somethingNew")]
    public void Header_Metric_TellsWordsAndUnit(string name, string header) => MetricText.Header(name).ShouldBe(header);

    [Theory]
    [InlineData("accuracy", 91.234, "91.23")]
    [InlineData("latencyMs@local-cpu", 0.12345, "0.1235")]
    [InlineData("parameters", 73_306, "73,306")]
    [InlineData("parameters", 12, "12")]
    public void Value_Metric_HasDigitsThatMeanSomething(string name, double value, string text) => MetricText.Value(name, value).ShouldBe(text);

    [Fact]
    public void Value_Missing_IsEmpty() => MetricText.Value("accuracy", null).ShouldBe("");
}
