using System.Text.RegularExpressions;
using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Leases;

/// <summary>The result from a program of the user: the body of <c>POST /api/leases/{id}:complete</c>.</summary>
public sealed partial record LeaseResult
{
    const double MostSeconds = 1e7;

    public int SchemaVersion { get; init; } = 1;

    /// <value>Values by metric name: exactly the metrics in the lease's <c>report</c>, each a finite number of magnitude at most 10³⁰.</value>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <value>Seconds of work, 0 to 10⁷; null: the time for which the lease was held. They count against cost budgets.</value>
    public double? Seconds { get; init; }

    /// <value>The device, <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>: on CUDA devices the seconds also count as GPU seconds. Null: not known.</value>
    public string? RanOn { get; init; }

    /// <summary>Reads the JSON of a result; reports all errors at once.</summary>
    /// <param name="utf8Json">The body, UTF-8, with or without byte order mark.</param>
    /// <param name="report">The metrics that the result must contain.</param>
    public static LeaseReading<LeaseResult> Read(ReadOnlyMemory<byte> utf8Json, IReadOnlyList<string> report) => LeaseReading.Of(utf8Json, fields =>
    {
        var metrics = fields.RequiredObject("metrics", $"the value of {ErrorText.Names(report)}");
        var ranOn = fields.Text("ranOn");
        if (ranOn is not null && !Hardware().IsMatch(ranOn))
        {
            fields.Fault("ranOn", $"{ErrorText.Text(ranOn)} is not valid; use cpu, cuda, cuda:0, cuda:1 and so on.");
        }

        return new LeaseResult
        {
            Metrics = metrics is null ? new Dictionary<string, double>() : ReadMetrics(metrics, report),
            Seconds = fields.Number("seconds", $" from 0 to {MostSeconds:0}", seconds => seconds is >= 0 and <= MostSeconds),
            RanOn = ranOn,
        };
    });

    static Dictionary<string, double> ReadMetrics(JsonFields fields, IReadOnlyList<string> report)
    {
        var metrics = new Dictionary<string, double>();
        foreach (var name in report)
        {
            if (!fields.Has(name))
            {
                fields.Fault(name, "This is required: the search has an objective or a constraint on it.");
            }
            else if (fields.Number(name, Metric.Find(name)?.Unit == "%" ? " from 0 to 100" : "", value => Metric.Find(name)?.Unit != "%" || value is >= 0 and <= MetricRange.MostPercent) is { } value)
            {
                metrics[name] = value;
            }
        }

        fields.ReportUnknown();
        return metrics;
    }

    [GeneratedRegex(@"\A(cpu|cuda(:[0-9]{1,3})?)\z")]
    private static partial Regex Hardware();
}

/// <summary>The term of a lease: the response to <c>POST /api/leases/{id}:renew</c>.</summary>
/// <param name="ExpiresAt">Time from which the job can be leased to another program.</param>
public sealed record LeaseTerm(DateTimeOffset ExpiresAt);

/// <summary>The failure of a program of the user: the body of <c>POST /api/leases/{id}:fail</c>.</summary>
public sealed record LeaseFailure
{
    public const int LongestReason = 500;

    public int SchemaVersion { get; init; } = 1;

    /// <value>The reason, for people, 1 to 500 characters, on one line. Failures with the same reason are counted together.</value>
    public required string Reason { get; init; }

    /// <value>Whether another attempt may succeed; if not, the candidate is given up at once.</value>
    public bool Retryable { get; init; }

    /// <summary>Reads the JSON of a failure; reports all errors at once.</summary>
    /// <param name="utf8Json">The body, UTF-8, with or without byte order mark.</param>
    public static LeaseReading<LeaseFailure> Read(ReadOnlyMemory<byte> utf8Json) => LeaseReading.Of(utf8Json, fields =>
    {
        var reason = fields.Text("reason");
        if (!fields.Has("reason"))
        {
            fields.Fault("reason", "This is required: a readable reason why there is no result.");
        }
        else if (reason is not null && (reason.Length > LongestReason || string.IsNullOrWhiteSpace(reason) || reason.Any(VisibleText.IsControl)))
        {
            fields.Fault("reason", $"This must be 1 to {LongestReason} characters on one line, without control characters.");
        }

        return new LeaseFailure { Reason = reason ?? "", Retryable = fields.Boolean("retryable") };
    });
}
