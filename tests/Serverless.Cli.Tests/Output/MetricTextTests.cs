using Serverless.Cli.Output;
using Serverless.Presentation.Numbers;

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
    [InlineData("energy", 0.0000321, "3.21E-5")]
    [InlineData("acc", 90.00012, "90.0")]
    [InlineData("acc", -0.0, "0")]
    [InlineData("energy", 1e300, "1.00E+300")]
    public void Value_Metric_HasDigitsThatMeanSomething(string name, double value, string text) => MetricText.Value(name, value).ShouldBe(text);

    [Fact]
    public void Value_ForPrograms_HasEveryDigit() =>
        MetricText.Value("parameters", 1234567.25, NumberForm.Exact).ShouldBe("1234567.25");

    [Fact]
    public void Column_ValuesThatDiffer_ShowIt() =>
        MetricText.Column("acc", [90.00012, 90.00034, null, 12_345_678.9]).ShouldBe(["90.0001", "90.0003", "", "12,345,679"]);

    [Fact]
    public void Column_ValuesThatDifferBelowSevenDigits_AreShownWithSeven() =>
        MetricText.Column("acc", [0.1, 0.1 + 1e-12]).ShouldBe(["0.1000000", "0.1000000"]);

    [Fact]
    public void Value_Missing_IsEmpty() => MetricText.Value("accuracy", null).ShouldBe("");
}
