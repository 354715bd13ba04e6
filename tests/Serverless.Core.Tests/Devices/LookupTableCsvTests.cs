using Serverless.Core.Devices;

namespace Serverless.Core.Tests.Devices;

public sealed class LookupTableCsvTests
{
    [Fact]
    public void Read_Table_GivesConstantAndOperations()
    {
        var reading = LookupTableCsv.Read("\ufeffmetric,operation,value\r\nlatencyMs,constant,0.5\r\nlatencyMs, nor_conv_3x3 ,1.25e-1\r\n\r\n");

        reading.Errors.ShouldBeEmpty();
        var (metric, table) = reading.Tables.ShouldNotBeNull().ShouldHaveSingleItem();
        (metric, table.Constant).ShouldBe(("latencyMs", 0.5));
        table.PerOperation.ShouldBe(new Dictionary<string, double> { ["nor_conv_3x3"] = 0.125 });
    }

    [Fact]
    public void Read_TableByLayer_GivesEachDecisionItsOwnCosts()
    {
        var reading = LookupTableCsv.Read("metric,decision,choice,value\nlatencyMs,constant,,0.5\nlatencyMs,layer0,k3,1\nlatencyMs,layer0,skip,0\nlatencyMs,layer1,k3,2\n");

        reading.Errors.ShouldBeEmpty();
        var table = reading.Tables.ShouldNotBeNull()["latencyMs"];
        (table.Constant, table.CostOf("layer0", "k3"), table.CostOf("layer1", "k3"), table.CostOf("layer1", "skip"), table.CostOf("layer2", "k3"))
            .ShouldBe((0.5, 1, 2, null, null));
        LookupTableCsv.Read("metric,decision,choice,value\nlatencyMs,layer0,k3\nlatencyMs,layer0,,1\nlatencyMs,layer0,a,1\nlatencyMs,layer0,a,2\n")
            .Errors.Select(error => error.Split(':')[0]).ShouldBe(["line 2", "line 3", "line 5"]);
    }

    [Fact]
    public void Read_EveryKindOfFault_NamesItsLine()
    {
        var reading = LookupTableCsv.Read(
            """
            metric,operation,value
            latencyMs,a,1
            latencyMs,b,1,5
            patience,a,1
            latencyMs,,1
            latencyMs,c,-1

            latencyMs,d,NaN
            latencyMs,e,fast
            latencyMs,a,2
            latencyMs,"f",2
            """);

        reading.IsValid.ShouldBeFalse();
        reading.Errors.Select(error => error.Split(':')[0]).ShouldBe(
            ["line 3", "line 4", "line 5", "line 6", "line 8", "line 9", "line 10", "line 11"]);
        reading.Errors[0].ShouldContain("4 cells instead of three");
        reading.Errors[1].ShouldContain("'patience'");
        reading.Errors[4].ShouldContain("'NaN'");
        reading.Errors[6].ShouldContain("already in line 2");
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("operation,value\n", "line 1")]
    [InlineData("metric,operation,value\n", "no line after the header")]
    [InlineData("metric,operation,value\nlatencyMs,constant,1\n", "no operation")]
    public void Read_NothingToLookUp_SaysWhatIsMissing(string text, string message) =>
        LookupTableCsv.Read(text).Errors.ShouldContain(error => error.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Read_ManyFaults_AreCutShortAndCounted()
    {
        var errors = LookupTableCsv.Read("metric,operation,value\n" + string.Concat(Enumerable.Repeat("x\n", 250))).Errors;

        errors.Count.ShouldBe(101);
        errors[^1].ShouldStartWith("150 more errors");
    }
}
