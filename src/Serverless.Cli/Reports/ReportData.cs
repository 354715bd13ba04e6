using Serverless.Cli.Api;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Reports;

/// <summary>All that a report is made from.</summary>
public sealed record ReportData
{
    public required SearchDocument Search { get; init; }

    /// <value>What was asked for, defaults filled in.</value>
    public required SearchRequest Request { get; init; }

    public required FrontDocument Front { get; init; }

    /// <value>Every evaluation, in proposal order, infeasible ones included.</value>
    public required IReadOnlyList<Evaluation> Evaluations { get; init; }

    /// <value>What a surrogate did for each generation, in order; empty in a search without.</value>
    public IReadOnlyList<SurrogateDecision> Surrogates { get; init; } = [];

    /// <value>How workers spent their time; empty when nobody said.</value>
    public IReadOnlyList<(string Name, WorkerSplit Split)> Workers { get; init; } = [];

    /// <value>The platform's answers, from which the page's views draw: address to JSON.</value>
    public IReadOnlyList<(string Address, string Text)> Answers { get; init; } = [];

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The data of a report of what the platform answered.</summary>
    public static ReportData Of(SearchAnswers answers, DateTimeOffset madeAt)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return new ReportData
        {
            Search = answers.Search.Value,
            Request = answers.Request.Value,
            Front = answers.Front.Value,
            Evaluations = [.. answers.Evaluations.SelectMany(page => page.Value.Value)],
            Surrogates = answers.History is [var first, ..] ? first.Value.Surrogates ?? [] : [],
            Answers = [.. answers.Texts],
            MadeAt = madeAt,
        };
    }
}
