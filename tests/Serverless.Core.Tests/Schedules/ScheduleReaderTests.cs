using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Algorithms.Options;
using Serverless.Core.Schedules;
using Serverless.Core.Tests.Searches;

namespace Serverless.Core.Tests.Schedules;

public sealed class ScheduleReaderTests
{
    [Fact]
    public void Read_EveryField_GivesThem()
    {
        var definition = Read("""
            "expression": "0 22 * * 1-5", "timeZone": "Europe/Berlin", "device": "board",
            "overlap": "cancel-previous", "pauseOutside": {"from": "22:00", "to": "06:00"}
            """).Definition.ShouldNotBeNull();

        definition.Expression.ShouldBe("0 22 * * 1-5");
        definition.TimeZone.ShouldBe("Europe/Berlin");
        definition.Overlap.ShouldBe(OverlapPolicy.CancelPrevious);
        definition.PauseOutside.ShouldBe(new DailyWindow(new(22, 0), new(6, 0)));
        definition.Request.Objectives.Select(objective => objective.Device).ShouldBe([null, "board"]);
    }

    [Fact]
    public void Read_RequiredFieldsOnly_TakesTheDefaults()
    {
        var definition = Read("\"expression\": \"0 22 * * *\"").Definition.ShouldNotBeNull();

        (definition.TimeZone, definition.Device, definition.Overlap, definition.PauseOutside).ShouldBe(("UTC", null, OverlapPolicy.Skip, null));
        definition.Request.Objectives[1].Device.ShouldBe("local-cpu");
    }

    /// <value>All but those of spaces of one's own, whose networks no board's table has the operations of.</value>
    public static TheoryData<string> Algorithms => [.. AlgorithmDescription.All.Where(description => !description.HandsWeightsOn).Select(description => description.Name)];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Read_WhatWasWritten_GivesTheSame(string algorithm)
    {
        const string Fields = """
            "expression": "0 22 * * *", "device": "board", "pauseOutside": {"from": "22:00", "to": "06:00"}
            """;
        var request = JsonNode.Parse(Requests.Valid)!.AsObject();
        request["algorithm"] = new JsonObject { ["name"] = algorithm };
        if (AlgorithmDescription.Find(algorithm)!.ZeroCostMetrics.Count > 0)
        {
            request["training"]!["rungs"] = new JsonArray(0, 3);
        }

        if (AlgorithmDescription.Find(algorithm)!.DecidesFidelities)
        {
            request["training"]!["epochs"] = 27;
        }

        var catalogue = Requests.Catalogue with { Algorithms = AlgorithmDescription.Names };
        var definition = ScheduleReader.Read(Body(Fields, request.ToJsonString()), catalogue).Definition.ShouldNotBeNull();
        var written = JsonSerializer.SerializeToUtf8Bytes(definition, CoreJson.Default.ScheduleDefinition);

        var again = ScheduleReader.Read(written, catalogue).Definition.ShouldNotBeNull();

        JsonSerializer.SerializeToUtf8Bytes(again, CoreJson.Default.ScheduleDefinition).ShouldBe(written);
    }

    [Theory]
    [InlineData("\"expression\": 5", "/expression", "must be a text")]
    [InlineData("\"expression\": \"0 25 * * *\"", "/expression", "Hours: Value must be a number between 0 and 23")]
    [InlineData("\"expression\": \"0 0 30 2 *\"", "/expression", "is never due")]
    [InlineData("\"timeZone\": \"Europe/Berlin\"", "/expression", "This is required")]
    [InlineData("\"expression\": \"0 1 * * *\", \"timeZone\": \"Europe/Berlim\"", "/timeZone", "Did you mean 'Europe/Berlin'?")]
    [InlineData("\"expression\": \"0 1 * * *\", \"device\": \"bord\"", "/device", "Did you mean 'board'?")]
    [InlineData("\"expression\": \"0 1 * * *\", \"device\": \"partial\"", "/request/objectives/1/device", "The table 'latencyMs' of 'partial' lacks")]
    [InlineData("\"expression\": \"0 1 * * *\", \"overlap\": \"cancel\"", "/overlap", "use one of skip, queue, cancel-previous")]
    [InlineData("\"expression\": \"0 1 * * *\", \"pauseOutside\": {\"from\": \"22:00\"}", "/pauseOutside/to", "This is required")]
    [InlineData("\"expression\": \"0 1 * * *\", \"pauseOutside\": {\"from\": \"24:00\", \"to\": \"06:00\"}", "/pauseOutside/from", "'24:00' is not a time of day")]
    [InlineData("\"expression\": \"0 1 * * *\", \"pauseOutside\": {\"from\": \"06:00\", \"to\": \"06:00\"}", "/pauseOutside", "begins and ends at the same time")]
    [InlineData("\"expression\": \"0 1 * * *\", \"overlaps\": \"skip\"", "/overlaps", "Did you mean 'overlap'?")]
    public void Read_OneFault_IsReportedWhereItIs(string fields, string pointer, string message)
    {
        var error = Read(fields).Errors.ShouldHaveSingleItem();

        error.Pointer.ShouldBe(pointer);
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void Read_FaultsEverywhere_AreAllToldThoseOfTheRequestBelowIt()
    {
        var request = JsonNode.Parse(Requests.Valid)!.AsObject();
        request["space"]!["name"] = "nasbench202";
        request.Remove("budgets");
        request["colour"] = "red";

        var reading = Read("\"expression\": \"\", \"timeZone\": \"Mars\", \"device\": \"bord\"", request.ToJsonString());

        reading.IsValid.ShouldBeFalse();
        reading.Errors.Select(error => error.Pointer).ShouldBe(
            ["/expression", "/timeZone", "/device", "/request/space/name", "/request/budgets", "/request/colour"]);
    }

    [Fact]
    public void Read_DeviceThatNoObjectiveTakes_IsAFault()
    {
        var request = JsonNode.Parse(Requests.Valid)!.AsObject();
        request["objectives"]!.AsArray().RemoveAt(1);

        Read("\"expression\": \"0 1 * * *\", \"device\": \"board\"", request.ToJsonString()).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/device");
    }

    [Fact]
    public void Read_DeviceOfTheScheduleAlone_IsEnough()
    {
        var request = JsonNode.Parse(Requests.Valid)!.AsObject();
        request["objectives"]![1]!.AsObject().Remove("device");

        Read("\"expression\": \"0 1 * * *\", \"device\": \"board\"", request.ToJsonString())
            .Definition.ShouldNotBeNull().Request.Objectives[1].Device.ShouldBe("board");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    public void Read_NoJson_IsMalformed(string body)
    {
        var reading = ScheduleReader.Read(Encoding.UTF8.GetBytes(body), Requests.Catalogue);

        reading.IsWellFormed.ShouldBeFalse();
        reading.Errors.ShouldHaveSingleItem().Pointer.ShouldBe("");
    }

    [Fact]
    public void Read_NoRequest_IsAFault()
    {
        var reading = ScheduleReader.Read("{\"expression\": \"0 1 * * *\"}"u8.ToArray(), Requests.Catalogue);

        reading.Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/request");
    }

    static ScheduleReading Read(string fields, string request = Requests.Valid) =>
        ScheduleReader.Read(Body(fields, request), Requests.Catalogue);

    static byte[] Body(string fields, string request) => Encoding.UTF8.GetBytes($$"""{ {{fields}}, "request": {{request}} }""");
}
