using Serverless.Core.Searches;
using Serverless.Core.Validation;

namespace Serverless.Core.Leases;

/// <summary>A request for candidates to evaluate: the body of <c>POST /api/leases</c>.</summary>
public sealed record LeaseRequest
{
    public const int MostJobs = 50;
    public const int DefaultSeconds = 120;
    public const int FewestSeconds = 2;
    public const int MostSeconds = 86_400;

    const int LongestName = 100;

    public int SchemaVersion { get; init; } = 1;

    /// <value>The name by which the program calls itself; evaluations contain it. 1 to 100 characters.</value>
    public required string Worker { get; init; }

    /// <value>The search to work for; null: any.</value>
    public string? Search { get; init; }

    /// <value>The most candidates to lease, 1 to 50. Default 1.</value>
    public int Count { get; init; } = 1;

    /// <value>Duration of each lease in seconds, 2 to 86,400; renew it before it expires. Default 120.</value>
    public int LeaseSeconds { get; init; } = DefaultSeconds;

    /// <summary>Reads the JSON of a request; reports all errors at once.</summary>
    /// <param name="utf8Json">The body, UTF-8, with or without byte order mark.</param>
    public static LeaseReading<LeaseRequest> Read(ReadOnlyMemory<byte> utf8Json) => LeaseReading.Of(utf8Json, fields =>
    {
        var search = fields.Text("search");
        if (search is not null && !SearchId.IsValid(search))
        {
            fields.Fault("search", $"{ErrorText.Text(search)} is not a search id.");
        }

        return new LeaseRequest
        {
            Worker = ReadName(fields),
            Search = search,
            Count = fields.Whole("count", 1, MostJobs, 1),
            LeaseSeconds = fields.Whole("leaseSeconds", FewestSeconds, MostSeconds, DefaultSeconds),
        };
    });

    static string ReadName(JsonFields fields)
    {
        var name = fields.Text("worker");
        if (!fields.Has("worker"))
        {
            fields.Fault("worker", "This is required: the name of your program, for example its host and process.");
        }
        else if (name is not null && (name.Length > LongestName || string.IsNullOrWhiteSpace(name) || name.Any(VisibleText.IsControl)))
        {
            fields.Fault("worker", $"{ErrorText.Text(name)} is not a valid worker name: 1 to {LongestName} visible characters.");
        }

        return name ?? "";
    }
}
