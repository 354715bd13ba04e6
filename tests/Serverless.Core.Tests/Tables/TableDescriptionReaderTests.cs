using System.Text;
using Serverless.Core.Objectives;
using Serverless.Core.Tables;

namespace Serverless.Core.Tests.Tables;

public sealed class TableDescriptionReaderTests
{
    [Fact]
    public void Read_OwnDimensions_GivesASpaceOfThem()
    {
        var description = TableTexts.Describe(TableTexts.Own);

        description.Space.Name.ShouldBe("table-tiny");
        description.Space.CandidateCount.ShouldBe(6);
        description.ArchitectureColumn.ShouldBeNull();
        description.Find("accuracy").ShouldBe(new TableMetric { Column = "accuracy", Goal = Goal.Maximise, Unit = "%", ChanceLevel = 10 });
        description.Find("acc").ShouldBeNull();
    }

    [Fact]
    public void Read_MetricOfThePlatform_TellsWhetherItTakesATraining()
    {
        var description = TableTexts.Describe(TableTexts.Own
            .Replace("\"ms\",", "\"ms\", \"metric\": \"latencyMs\", \"missing\": -1,", StringComparison.Ordinal)
            .Replace("\"accuracy\",", "\"accuracy\", \"metric\": \"accuracy\",", StringComparison.Ordinal));

        var ms = description.Find("ms")!;
        (ms.Metric, ms.Missing, ms.TakesTraining).ShouldBe(("latencyMs", -1, false));
        description.Find("accuracy")!.TakesTraining.ShouldBeTrue();
        TableTexts.Describe(TableTexts.Own).Metrics.ShouldAllBe(metric => metric.TakesTraining);
    }

    [Fact]
    public void Read_SampledTable_SearchesItsRowsAlone()
    {
        var json = TableTexts.Own
            .Replace("\"name\": \"tiny\",", "\"name\": \"tiny\", \"sampled\": true, \"lines\": { \"device\": \"pi\" },", StringComparison.Ordinal)
            .Replace("\"unit\": \"ms\"", "\"unit\": \"ms\", \"whole\": true, \"sum\": [{ \"columns\": [\"first\"] }, { \"times\": 2, \"columns\": [\"first\", \"second\"] }]", StringComparison.Ordinal);

        var table = TableTexts.Read(json, ("tiny.csv", "device,depth,kind,accuracy,first,second\npi,2,a,90,1.1,3\nxeon,2,b,91,1,1\npi,4,c,92,2,\npi,2,a,93,5,5\n"));

        table.Architectures.Select(table.Description.Space.Format).ShouldBe(["depth=2 kind=a", "depth=4 kind=c"], "of two lines the first counts");
        table.Column("ms").ToArray().ShouldBe([8, double.NaN]);
        table.Description.Space.TryParse("depth=2 kind=b", out _, out var error).ShouldBeFalse();
        error.ShouldBe("The table has no row for 'depth=2 kind=b', and only its rows are searched.");
        Should.Throw<TableException>(() => TableTexts.Read(json, ("tiny.csv", "device,depth,kind,accuracy,first,second\n")))
            .Message.ShouldContain("There is no row with 'pi' in column 'device'");
    }

    [Theory]
    [InlineData("\"dimensions\"", "\"space\": \"mobile\", \"architecture\": { \"column\": \"a\", \"form\": \"notation\" }, \"sampled\": true, \"others\"", "/sampled", "Only a table with dimensions has this")]
    [InlineData("\"unit\": \"ms\"", "\"sum\": []", "/files/0/metrics/1/sum", "1 to 32 products")]
    [InlineData("\"unit\": \"ms\"", "\"sum\": [{ \"times\": 2 }]", "/files/0/metrics/1/sum/0/columns", "One or more column headers")]
    public void Read_FaultsOfSamplesAndSums_AreToldByPlace(string what, string instead, string pointer, string message) =>
        TableDescriptionReader.Read(Encoding.UTF8.GetBytes(TableTexts.Own.Replace(what, instead, StringComparison.Ordinal))).Errors
            .ShouldContain(error => error.Pointer == pointer && error.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void Read_UnknownMetric_IsAFault()
    {
        var json = TableTexts.Own.Replace("\"ms\",", "\"ms\", \"metric\": \"latency\",", StringComparison.Ordinal);

        var fault = TableDescriptionReader.Read(Encoding.UTF8.GetBytes(json)).Errors.ShouldHaveSingleItem();

        (fault.Pointer, fault.Message.Contains("use one of accuracy, latencyMs", StringComparison.Ordinal)).ShouldBe(("/files/0/metrics/1/metric", true));
    }

    [Fact]
    public void Read_ColumnsOfShorterTrainings_AreFidelitiesOfTheMetric()
    {
        var description = TableTexts.Describe(TableTexts.WithFidelities);

        description.Find("accuracy")!.Fidelities.ShouldBe([12, 200]);
        (description.Find("accuracy")!.ColumnAt(12), description.Find("accuracy")!.ColumnAt(200), description.Find("ms")!.ColumnAt(12)).ShouldBe(("early", "accuracy", "ms"));
        description.FidelitiesOf(["accuracy", "ms"]).ShouldBe([12, 200]);
        description.FidelitiesOf(["early", "ms"]).ShouldBe([]);
    }

    [Theory]
    [InlineData("\"epochs\": 200, ", "", "/files/0/metrics/0/lower", "given by \"epochs\"")]
    [InlineData("\"epochs\": 12", "\"epochs\": 200", "/files/0/metrics/0/lower", "fewer epochs")]
    [InlineData("{ \"epochs\": 12, \"column\"", "{ \"column\"", "/files/0/metrics/0/lower/0/epochs", "required")]
    [InlineData("\"column\": \"early\" }]", "\"column\": \"ms\" }]", "/files", "'accuracy' names 'ms' for a shorter training")]
    [InlineData("\"column\": \"early\" }]", "\"column\": \"other\" }]", "/files", "add it to a file's metrics")]
    public void Read_FidelitiesThatAreNone_AreFaults(string given, string instead, string pointer, string text) => TableDescriptionReader
        .Read(Encoding.UTF8.GetBytes(TableTexts.WithFidelities.Replace(given, instead, StringComparison.Ordinal)))
        .Errors.ShouldContain(error => error.Pointer == pointer && error.Message.Contains(text));

    [Fact]
    public void Read_OptionalFirstFile_IsAFault() =>
        TableDescriptionReader.Read(Encoding.UTF8.GetBytes(TableTexts.Joined.Replace("\"one.csv\",", "\"one.csv\", \"optional\": true,", StringComparison.Ordinal)))
            .Errors.ShouldHaveSingleItem().ShouldBe(
                new("/files/0/optional", "The first file holds the architectures, so it is always read: remove this field, or put another file first."));

    [Fact]
    public void Read_ManyFaults_TellsAllAtOnce()
    {
        const string json = """
            {
              "name": "Not A Name", "space": "nasbench210", "architecture": { "form": "digits" }, "color": 1,
              "files": [ { "name": "../secret.csv", "metrics": [ { "column": "a/b", "goal": "up" }, { "column": "c", "goal": "minimise" } ] },
                         { "name": "d.csv", "metrics": [ { "column": "c", "goal": "minimise" } ] } ]
            }
            """;

        var reading = TableDescriptionReader.Read(Encoding.UTF8.GetBytes(json));

        reading.IsValid.ShouldBeFalse();
        reading.Errors.Select(error => error.Pointer).ShouldBe(
            [
                "/name", "/space", "/architecture/column", "/architecture/form", "/files/0/name", "/files/0/metrics/0/goal",
                "/files/0/metrics/0/column", "/files/1/metrics/0/column", "/join", "/color",
            ],
            ignoreOrder: true);
        reading.Errors.ShouldContain(error => error.Message.Contains("Did you mean 'nasbench201'?"));
    }

    [Theory]
    [InlineData("[]", "/dimensions", "At least one is required.")]
    [InlineData("""[{ "name": "a b", "choices": ["1"] }]""", "/dimensions/0/name", "without spaces and equals signs")]
    [InlineData("""[{ "name": "a", "choices": ["1", "1"] }]""", "/dimensions/0/choices", "different texts")]
    [InlineData("""[{ "name": "a", "choices": [1] }]""", "/dimensions/0/choices/0", "must be a text, not 1")]
    public void Read_BadDimensions_NamesTheFault(string dimensions, string pointer, string message)
    {
        var json = $$"""{ "name": "t", "dimensions": {{dimensions}}, "files": [ { "name": "t.csv", "metrics": [ { "column": "c", "goal": "minimise" } ] } ] }""";

        var errors = TableDescriptionReader.Read(Encoding.UTF8.GetBytes(json)).Errors;

        errors.ShouldContain(error => error.Pointer == pointer && error.Message.Contains(message));
    }

    [Theory]
    [InlineData("{", "not well-formed JSON")]
    [InlineData("[]", "must be an object")]
    public void Read_NoObject_SaysSo(string json, string message) =>
        TableDescriptionReader.Read(Encoding.UTF8.GetBytes(json)).Errors.ShouldHaveSingleItem().Message.ShouldContain(message);
}
