namespace Serverless.Core.Tests.Searches;

/// <summary>One error at a time: where it is reported, and what the message says.</summary>
public sealed class SearchRequestFaultTests
{
    [Theory]
    [InlineData("", "The body is empty, which is not well-formed JSON")]
    [InlineData(" \n", "The body is empty")]
    [InlineData("{", "not well-formed JSON: it ends at line 1, column 2 before an object, list or text is closed")]
    [InlineData("{\n \"name\": \"a", "it ends at line 2, column 12")]
    [InlineData("{} {}", "not well-formed JSON at line 1, column 4, before '{}'")]
    [InlineData("{ \"seed\": NaN }", "not well-formed JSON at line 1, column 11, before 'NaN }'")]
    [InlineData("{ \"näme\": \"é\",\r\n  \"seed\": 01 }\n", "not well-formed JSON at line 2, column 12, before '1 }'")]
    [InlineData("{ \"name\": 'ü' }", "not well-formed JSON at line 1, column 11, before ''ü' }'")]
    [InlineData("{ \"name\": \"\\ud800\" }", "The text at line 1, column 11 has half a surrogate pair")]
    [InlineData("{ \"\\ud800\": 1 }", "half a surrogate pair")]
    [InlineData("[]", "must be an object, not a list")]
    [InlineData("\"text\"", "must be an object, not the text 'text'")]
    [InlineData("null", "must be an object, not null")]
    public void Read_NoObject_IsOneFaultOfTheWhole(string json, string message) => Expect(Requests.Read(json), "", message);

    [Fact]
    public void Read_BytesThatAreNoText_IsOneFaultOfTheWhole() =>
        Expect(Core.Searches.Requests.SearchRequestReader.Read(new byte[] { 0x7B, 0xFF, 0x7D }, Requests.Catalogue), "", "not UTF-8");

    [Fact]
    public void Read_DeepNesting_IsOneFaultOfTheWhole() =>
        Expect(Requests.Read(new string('[', 100_000)), "", "more than 64 levels of nested objects and lists at line 1, column 65");

    [Theory]
    [InlineData("{", 1)]
    [InlineData("{ \"seed\": NaN }", 1)]
    [InlineData("[1,]", 1)]
    [InlineData("[\"\n\"]", 1)]
    [InlineData("nul", 1)]
    [InlineData("/* */ {}", 1)]
    [InlineData("{", 100)]
    public void Read_MalformedJson_IsToldInOurWords(string json, int times)
    {
        var reading = Requests.Read(string.Concat(Enumerable.Repeat(json, times)));

        var message = reading.Errors.ShouldHaveSingleItem().Message;
        foreach (var foreign in new[] { "LineNumber", "BytePosition", "invalid start", "Expected", "Path", "depth" })
        {
            message.ShouldNotContain(foreign, Case.Insensitive);
        }
    }

    [Fact]
    public void Read_DuplicateKey_IsReportedWhereItIs() =>
        Expect(
            Requests.Read(Requests.Valid.Replace("\"epochs\": 3", "\"epochs\": 3, \"epochs\": 4", StringComparison.Ordinal)),
            "/training/epochs",
            "'epochs' occurs more than once");

    [Theory]
    [InlineData("""{ "name": "nasbench-macro", "channels": 65 }""", "/space/channels", "a whole number from 1 to 64, not 65")]
    [InlineData("""{ "name": "mobile", "channels": 7 }""", "/space/channels", "a multiple of 2, because some convolutions have groups; 7 is not")]
    [InlineData("""{ "name": "nasbench-macro", "cellsPerStage": 2 }""", "/space/cellsPerStage", "do not consist of cells; remove this field")]
    public void Read_SkeletonThatTheSpaceHasNot_IsReported(string space, string pointer, string message)
    {
        var reading = Requests.ReadWith("space", space);

        var error = reading.Errors.Single(error => error.Pointer.StartsWith("/space", StringComparison.Ordinal));
        error.Pointer.ShouldBe(pointer);
        error.Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("schemaVersion", "2", "must be 1, not 2")]
    [InlineData("$schema", "1", "must be a text")]
    [InlineData("name", "\"\\u0007bell\"", "'?bell' is not a valid label")]
    [InlineData("name", "\" \"", "is not a valid label")]
    [InlineData("name", "\"evil\u202Etxt.exe\"", "'evil?txt.exe' is not a valid label")]
    [InlineData("name", "\"\u2066a\u2069\"", "'?a?' is not a valid label")]
    [InlineData("name", "\"two\u2028lines\"", "'two?lines' is not a valid label")]
    [InlineData("name", "5", "must be a text, not 5")]
    [InlineData("maxFailures", "-1", "a whole number from 0 to 1,000,000, not -1")]
    [InlineData("maxFailures", "1.5", "a whole number from 0 to 1,000,000, not 1.5")]
    [InlineData("space", null, "required: the search space")]
    [InlineData("space", "\"nasbench201\"", "must be an object, not the text 'nasbench201'")]
    [InlineData("space/name", null, "required: the search space; use one of fbnet, mobile, nasbench-macro, nasbench-macro-canonical, nasbench201, nasbench201-canonical")]
    [InlineData("space/name", "\"NasBench201\"", "Did you mean 'nasbench201'?")]
    [InlineData("space/channels", "257", "a whole number from 1 to 256, not 257")]
    [InlineData("space/cellsPerStage", "11", "from 1 to 10")]
    [InlineData("space/celsPerStage", "1", "Did you mean 'cellsPerStage'?")]
    [InlineData("dataset", null, "required")]
    [InlineData("dataset/name", "\"mnist\"", "'mnist' is not a valid dataset; use one of fashion-mnist")]
    [InlineData("dataset/trainingImages", "0", "from 1 to")]
    [InlineData("dataset/validationImages", "-1", "from 1 to")]
    [InlineData("dataset/splitSeed", "9223372036854775808", "64 bits")]
    [InlineData("objectives", null, "At least one is required")]
    [InlineData("objectives", "[]", "At least one is required")]
    [InlineData("objectives", "{}", "must be a list, not an object")]
    [InlineData("objectives/0/metric", "\"acuracy\"", "Did you mean 'accuracy'?")]
    [InlineData("objectives/0/goal", null, "required: the goal; use one of minimise, maximise")]
    [InlineData("objectives/0/device", "\"local-cpu\"", "'accuracy' does not depend on a device; remove this field")]
    [InlineData("objectives/1/device", null, "required: the device; use one of local-cpu, board")]
    [InlineData("objectives/1/device", "\"lokal-cpu\"", "Did you mean 'local-cpu'?")]
    [InlineData("objectives/1/device", "\"thermometer\"", "'thermometer' has no table of 'latencyMs', only of heat")]
    [InlineData("objectives/1/device", "\"partial\"", "lacks skip_connect, nor_conv_1x1, nor_conv_3x3, avg_pool_3x3")]
    [InlineData("objectives/0/threshold", "1e999", "finite number, not 1e999")]
    [InlineData("objectives/0/threshold", "1.7976931348623157e308", "1.7976931348623157e308 is too large; the largest magnitude is 1E+30")]
    [InlineData("objectives/1/threshold", "-1e31", "-1e31 is too large")]
    [InlineData("constraints/0/atMost", "1e308", "too large")]
    [InlineData("objectives/0/threshold", "\"NaN\"", "finite number, not the text 'NaN'")]
    [InlineData("constraints", "{}", "must be a list")]
    [InlineData("constraints/0/metric", "\"naswot\"", "'naswot' is not a valid metric for a constraint; use one of accuracy, latencyMs, energyMj, parameters, macs, bitOperations, peakMemoryBytes")]
    [InlineData("constraints/0/device", "\"local-cpu\"", "'parameters' does not depend on a device; remove this field")]
    [InlineData("constraints/0/atMost", "1e999", "finite")]
    [InlineData("algorithm/name", "\"nsga3\"", "'nsga3' is not a valid search algorithm; use one of auto, nsga2, random. Did you mean 'nsga2'?")]
    [InlineData("algorithm/populationSize", "1", "from 2 to 200, not 1")]
    [InlineData("algorithm/populationSize", "201", "from 2 to 200")]
    [InlineData("algorithm/batchSize", "0", "from 1 to 200, not 0")]
    [InlineData("algorithm/crossover", "\"onePoint\"", "'onePoint' is not a valid crossover; use one of uniform, twoPoint")]
    [InlineData("algorithm/crossoverProbability", "1.5", "from 0 to 1, not 1.5")]
    [InlineData("algorithm/mutationProbability", "-0.1", "from 0 to 1, not -0.1")]
    [InlineData("algorithm/scalarisation", "\"linear\"", "'scalarisation' is not a field here; use one of name, populationSize")]
    [InlineData("algorithm/populationsize", "6", "Did you mean 'populationSize'?")]
    [InlineData("training", "[]", "must be an object")]
    [InlineData("training/epochs", "0", "from 1 to 1,000")]
    [InlineData("training/batchSize", "4097", "from 1 to 4,096")]
    [InlineData("training/learningRate", "0", "greater than 0 and at most 10")]
    [InlineData("training/learningRate", "10.5", "greater than 0 and at most 10")]
    [InlineData("training/momentum", "1", "from 0 to below 1")]
    [InlineData("training/weightDecay", "-0.1", "from 0 to 1")]
    [InlineData("budgets", null, "required: at least one limit")]
    [InlineData("budgets", "{}", "At least one limit is required")]
    [InlineData("budgets/trainings", "0", "from 1 to 1,000,000, not 0")]
    [InlineData("budgets/trainings", "1000001", "from 1 to 1,000,000")]
    [InlineData("budgets/trainings", "\"24\"", "not the text '24'")]
    [InlineData("budgets/evaluations", "-1", "from 1 to")]
    [InlineData("budgets/generations", "1e300", "from 1 to")]
    [InlineData("budgets/wallClockSeconds", "0", "greater than 0")]
    [InlineData("budgets/wallClockSeconds", "1e12", "at most 31622400")]
    [InlineData("budgets/gpuHours", "1", "'gpuHours' is not a field here; use one of trainings, epochs, evaluations")]
    [InlineData("seed", "1.5", "whole number")]
    [InlineData("bugdets", "{}", "Did you mean 'budgets'?")]
    [InlineData("a~b", "1", "not a field here")]
    public void Read_OneFault_IsReportedThereWithAMessage(string path, string? json, string message) =>
        Expect(Requests.ReadWith(path, json), "/" + path.Replace("~", "~0", StringComparison.Ordinal), message);

    [Theory]
    [InlineData("dataset/trainingImages", "58001", "/dataset", "58001 and validationImages 2000 are 60001 in total; fashion-mnist has 60000")]
    [InlineData("dataset/trainingImages", "2147483647", "/dataset", "2147485647 in total")]
    [InlineData("objectives/0", """{ "metric": "latencyMs", "goal": "minimise", "device": "local-cpu" }""", "/objectives/1", "already is an objective 'latencyMs@local-cpu'")]
    [InlineData("objectives/1", """{ "metric": "energyMj", "goal": "minimise" }""", "/objectives/1/device", "required: the device")]
    [InlineData("objectives/1", """{ "metric": "energyMj", "goal": "minimise", "device": "board" }""", "/objectives/1/device", "'board' has no table of 'energyMj', only of latencyMs")]
    [InlineData("constraints/0", """{ "metric": "macs" }""", "/constraints/0", "needs a bound")]
    [InlineData("constraints/0", """{ "metric": "macs", "atLeast": 2, "atMost": 1 }""", "/constraints/0", "at least 2 and at most 1")]
    [InlineData("constraints/0", """{ "metric": "latencyMs", "atMost": 2 }""", "/constraints/0/device", "required: the device; use one of local-cpu, board")]
    [InlineData("constraints/0", """{ "metric": "latencyMs", "atMost": 2, "device": "lokal-cpu" }""", "/constraints/0/device", "Did you mean 'local-cpu'?")]
    [InlineData("constraints/0", """{ "metric": "energyMj", "atMost": 2, "device": "board" }""", "/constraints/0/device", "'board' has no table of 'energyMj', only of latencyMs")]
    [InlineData("constraints/0", """{ "metric": "macs", "atMost": 2, "atEpochs": 1 }""", "/constraints/0/atEpochs", "'macs' does not depend on how far a candidate is trained; remove this field")]
    [InlineData("constraints/0", """{ "metric": "accuracy", "atLeast": 60, "atEpochs": 2 }""", "/constraints", "No candidates are compared after 2 epochs: the training has no rungs before its end; add some, or omit atEpochs")]
    [InlineData("constraints", """[ { "metric": "macs", "atMost": 2 }, { "metric": "macs", "atLeast": 1 } ]""", "/constraints/1", "already is a constraint on 'macs'; give that one both bounds")]
    [InlineData("objectives", """[ 1, { "metric": "macs", "goal": "minimise" } ]""", "/objectives/0", "must be an object, not 1")]
    public void Read_OneFaultOfSeveralFields_IsReportedAtTheObject(string path, string json, string pointer, string message) =>
        Expect(Requests.ReadWith(path, json), pointer, message);

    [Fact]
    public void Read_ElevenConstraints_SaysThatTenAreTheMost() => Requests
        .ReadWith("constraints", "[" + string.Join(",", Enumerable.Repeat("""{ "metric": "macs", "atMost": 1 }""", 11)) + "]")
        .Errors[0].ShouldBe(new("/constraints", "There are 11; a search can have at most 10 constraints. Keep those that matter most."));

    [Fact]
    public void Read_SevenDevices_SaysThatSixAreTheMost() => Expect(
        Requests.ReadWithLatencyOn(Requests.Boards(6), """[ { "metric": "latencyMs", "device": "local-cpu", "atMost": 1 } ]"""),
        "/constraints",
        "Objectives and constraints name 7 devices; a search can have at most 6");

    [Fact]
    public void Read_SevenObjectives_SaysThatSixAreTheMost() =>
        Expect(Requests.ReadWithLatencyOn(Requests.Boards(7)), "/objectives", "There are 7; a front can have at most 6");

    [Fact]
    public void Read_SixObjectives_AreTaken() =>
        Requests.ReadWithLatencyOn(Requests.Boards(6)).Request.ShouldNotBeNull().Objectives.Count.ShouldBe(6);

    [Fact]
    public void Read_LongName_IsRefusedAndShownShort()
    {
        var error = Requests.ReadWith("name", $"\"{new string('x', 101)}\"").Errors.ShouldHaveSingleItem();

        error.Pointer.ShouldBe("/name");
        error.Message.Length.ShouldBeLessThan(200);
    }

    [Fact]
    public void Read_FloodOfFaults_ReportsTheFirstHundredAndTheCountOfTheRest()
    {
        var flood = string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"field{i}\": 1"));

        var errors = Requests.Read("{" + flood + "}").Errors;

        errors.Count.ShouldBe(101);
        errors[^1].Message.ShouldContain("4904 more errors");
    }

    [Fact]
    public void Read_FloodOfObjectives_EndsSoon()
    {
        var flood = string.Join(',', Enumerable.Repeat("""{ "metric": "macs", "goal": "minimise" }""", 100_000));

        Requests.ReadWith("objectives", $"[{flood}]").Errors[0].Message.ShouldContain("100000 items");
    }

    static void Expect(Core.Searches.Requests.SearchRequestReading reading, string pointer, string message)
    {
        var error = reading.Errors.ShouldHaveSingleItem();
        error.Pointer.ShouldBe(pointer);
        error.Message.ShouldContain(message);
        reading.Request.ShouldBeNull();
    }
}
