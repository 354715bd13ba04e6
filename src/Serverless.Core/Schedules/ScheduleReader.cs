using System.Diagnostics.CodeAnalysis;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;

namespace Serverless.Core.Schedules;

/// <summary>Reads and checks a schedule's definition, including its search request; reports all errors at once.</summary>
public static class ScheduleReader
{
    const string DefaultZone = "UTC";
    const string Example = "{\"from\": \"22:00\", \"to\": \"06:00\"}";

    /// <summary>An arbitrary moment: the calendar repeats, so an expression that has no due time after it never has one.</summary>
    static readonly DateTime SomeTime = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    static readonly Dictionary<string, OverlapPolicy> Overlaps = new()
    {
        ["skip"] = OverlapPolicy.Skip,
        ["queue"] = OverlapPolicy.Queue,
        ["cancel-previous"] = OverlapPolicy.CancelPrevious,
    };

    /// <summary>Reads the JSON of a definition.</summary>
    /// <param name="utf8Json">The body, UTF-8, with or without byte order mark.</param>
    /// <param name="catalogue">The catalogue of what the search request can name.</param>
    public static ScheduleReading Read(ReadOnlyMemory<byte> utf8Json, RequestCatalogue catalogue)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var fields = document is null ? null : JsonFields.Open(document.RootElement, pointer: "", errors);
        var definition = fields is null ? null : ReadFields(fields, catalogue);
        return new ScheduleReading(errors.Any ? null : definition, errors.ToList(), IsWellFormed: document is not null);
    }

    static ScheduleDefinition? ReadFields(JsonFields fields, RequestCatalogue catalogue)
    {
        var expression = ReadExpression(fields);
        var zone = ReadZone(fields);
        var device = fields.Has("device")
            ? fields.RequiredName("device", "device", [.. catalogue.Devices.Select(known => known.Id)])
            : null;
        var overlap = fields.Has("overlap") ? fields.RequiredName("overlap", "overlap policy", [.. Overlaps.Keys]) : null;
        var window = fields.Object("pauseOutside") is { } hours ? ReadWindow(hours) : null;
        var request = fields.RequiredObject("request", "the search to run, in the format of POST /api/searches") is { } search
            ? SearchRequestReader.ReadFields(search, fields.Has("device") ? catalogue with { Device = device ?? "" } : catalogue)
            : null;
        if (device is not null && request is { Objectives.Count: > 0, Devices.Count: 0 })
        {
            fields.Fault("device", "No objective or constraint of the request depends on a device; remove this field.");
        }

        fields.ReportUnknown();
        return request is null ? null : new ScheduleDefinition
        {
            Expression = expression ?? "",
            TimeZone = zone,
            Device = device,
            Overlap = overlap is null ? OverlapPolicy.Skip : Overlaps[overlap],
            PauseOutside = window,
            Request = request,
        };
    }

    static string? ReadExpression(JsonFields fields)
    {
        if (!fields.Has("expression"))
        {
            fields.Fault("expression", "This is required: when the schedule is due, for example '0 22 * * *' for 22:00 every day.");
        }

        if (fields.Text("expression") is not { } text)
        {
            return null;
        }

        if (!ScheduleExpression.TryParse(text, out var expression, out var fault))
        {
            fields.Fault("expression", $"{ErrorText.Text(text)} is not a cron expression. {fault}");
        }
        else if (expression.GetNextOccurrence(SomeTime) is null)
        {
            fields.Fault("expression", $"{ErrorText.Text(text)} is never due: none of its months has any of its days.");
        }

        return text;
    }

    static string ReadZone(JsonFields fields)
    {
        var id = fields.Text("timeZone") ?? DefaultZone;
        if (!TimeZones.TryFind(id, out _))
        {
            fields.Fault(
                "timeZone",
                $"{ErrorText.Text(id)} is not a time zone of the IANA database; examples are UTC and Europe/Berlin."
                + NearestName.Hint(id, TimeZones.Names()));
        }

        return id;
    }

    static DailyWindow? ReadWindow(JsonFields fields)
    {
        var from = ReadTime(fields, "from");
        var to = ReadTime(fields, "to");
        fields.ReportUnknown();
        if (from is not null && from == to)
        {
            fields.Fault("The window begins and ends at the same time; omit pauseOutside to run at all hours.");
        }

        return from is { } opening && to is { } closing ? new DailyWindow(opening, closing) : null;
    }

    static TimeOnly? ReadTime(JsonFields fields, string name)
    {
        if (!fields.Has(name))
        {
            fields.Fault(name, $"This is required: a time of day, as in {Example}.");
            return null;
        }

        if (fields.Text(name) is not { } text)
        {
            return null;
        }

        if (TimeOfDayConverter.TryParse(text, out var time))
        {
            return time;
        }

        fields.Fault(name, $"{ErrorText.Text(text)} is not a time of day from 00:00 to 23:59, as in {Example}.");
        return null;
    }
}

/// <summary>The result of reading a definition: the definition, or its errors.</summary>
/// <param name="Definition">The definition; null when there are errors.</param>
/// <param name="Errors">All errors, those of the search request below <c>/request</c>; empty when there is a definition.</param>
/// <param name="IsWellFormed">Whether the body is JSON at all.</param>
public sealed record ScheduleReading(ScheduleDefinition? Definition, IReadOnlyList<FieldError> Errors, bool IsWellFormed)
{
    [MemberNotNullWhen(true, nameof(Definition))]
    public bool IsValid => Definition is not null;
}
