using Serverless.Core.Validation;

namespace Serverless.Core.Leases;

/// <summary>The result of reading a body: the body, or its errors.</summary>
/// <param name="Body">The body; null when there are errors.</param>
/// <param name="Errors">All errors, by JSON pointer.</param>
/// <param name="IsWellFormed">Whether the body is JSON at all.</param>
public sealed record LeaseReading<T>(T? Body, IReadOnlyList<FieldError> Errors, bool IsWellFormed)
    where T : class;

/// <summary>Reads bodies of requests about leases.</summary>
static class LeaseReading
{
    /// <param name="utf8Json">The body, UTF-8, with or without byte order mark.</param>
    /// <param name="read">A function that reads the fields.</param>
    public static LeaseReading<T> Of<T>(ReadOnlyMemory<byte> utf8Json, Func<JsonFields, T> read)
        where T : class
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var fields = document is null ? null : JsonFields.Open(document.RootElement, pointer: "", errors);
        fields?.Whole("schemaVersion", 1, 1, 1);
        var body = fields is null ? null : read(fields);
        fields?.ReportUnknown();
        return new LeaseReading<T>(errors.Any ? null : body, errors.ToList(), document is not null);
    }
}
