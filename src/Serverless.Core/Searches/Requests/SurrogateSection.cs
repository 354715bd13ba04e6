using Serverless.Core.Fidelities;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/surrogate</c>, and checks that the rest of the request is compatible with it.</summary>
static class SurrogateSection
{
    static readonly SurrogateSpecification Defaults = SurrogateSpecification.Default(SurrogateSpecification.DefaultKind);

    static readonly Dictionary<string, SurrogateSampling> Samplings =
        new() { ["improvement"] = SurrogateSampling.Improvement, ["iterative"] = SurrogateSampling.Iterative };

    /// <param name="root">The fields of the request.</param>
    /// <param name="request">The request as read so far.</param>
    /// <param name="catalogue">The names that the request can use.</param>
    /// <param name="rules">The rules of the request's evaluator.</param>
    public static SurrogateSpecification? Read(JsonFields root, SearchRequest request, RequestCatalogue catalogue, EvaluatorRules rules)
    {
        if (root.Object("surrogate") is not { } fields)
        {
            return null;
        }

        var registered = RegisteredSurrogate.Read(fields, request, catalogue, rules);
        var kind = ReadKind(fields, KindOf(registered));
        var specification = new SurrogateSpecification
        {
            Id = fields.Text("id"),
            Kind = kind,
            Sampling = ReadSampling(fields, kind),
            PoolSize = fields.Whole("poolSize", 1, 10_000, Defaults.PoolSize),
            Ensemble = ReadEnsemble(fields) ?? Defaults.Ensemble,
            Balancer = ReadBalancer(fields, kind, request.Objectives),
            StartupTrials = fields.Whole("startupTrials", SurrogateSpecification.FewestStartupTrials, 1_000_000, Defaults.StartupTrials),
            MinimumCorrelation = fields.Number("minimumCorrelation", " from -1 to 1", tau => tau is >= -1 and <= 1) ?? Defaults.MinimumCorrelation,
            Exploration = fields.Number("exploration", " from 0 to 1", share => share is >= 0 and <= 1) ?? Defaults.Exploration,
            OtherSearches = fields.Boolean("otherSearches"),
        };
        fields.ReportUnknown();
        rules.CheckSurrogate(fields, request, specification);
        if (SurrogateDescription.ScoresAlone(specification.Kind) || registered?.Metadata is { HasObjectives: false })
        {
            CheckLimits(fields, request, rules, isKind: fields.Has("kind") && SurrogateDescription.ScoresAlone(specification.Kind));
        }

        if (OwnFidelities.AreOf(request))
        {
            fields.Fault($"'{request.Algorithm.Name}' determines how far each candidate is trained, so a surrogate cannot choose among them; remove this field, or use another algorithm.");
        }

        if (request.Algorithm.ZeroCostMetrics.Count > 0)
        {
            fields.Fault($"'{request.Algorithm.Name}' learns from everything that it proposes, so a surrogate cannot choose for it; remove this field, or use another algorithm.");
        }

        // An asynchronous search has no generations: it compares the pool with the number of evaluations in progress at once.
        if (!root.Says("mode", "asynchronous") && specification.PoolSize < request.Algorithm.CandidatesPerGeneration)
        {
            fields.Fault(
                "poolSize",
                $"A pool of {specification.PoolSize} leaves no choice for {request.Algorithm.CandidatesPerGeneration} candidates per generation; use a larger pool.");
        }

        return specification;
    }

    // Candidates that are predicted to break a constraint are not chosen; a score does not predict constraints.
    static void CheckLimits(JsonFields fields, SearchRequest request, EvaluatorRules rules, bool isKind)
    {
        var predicted = rules.TargetsOf(request).Select(target => target.Name).ToHashSet();
        var open = request.Constraints.Select(constraint => constraint.Name).Where(predicted.Contains).Distinct().ToList();
        if (open.Count > 0)
        {
            fields.Fault(
                isKind ? "kind" : "id",
                $"{(isKind ? $"'{fields.Text("kind")}'" : "It")} only gives scores, which cannot show whether a candidate meets the constraint on {ErrorText.Names(open)}; use a kind that predicts values, for example {SurrogateSpecification.DefaultKind}, or remove the constraint.");
        }
    }

    /// <param name="fields">The fields, which can include a <c>kind</c>.</param>
    /// <param name="otherwise">The kind to use without the field, if a search can use it; null for the default kind.</param>
    public static string ReadKind(JsonFields fields, string? otherwise = null) =>
        FindKind(fields)
        ?? (otherwise is not null && SurrogateDescription.Searchable.Contains(otherwise) ? otherwise : SurrogateSpecification.DefaultKind);

    static string? FindKind(JsonFields fields)
    {
        if (SurrogateDescription.Names.Except(SurrogateDescription.Searchable).FirstOrDefault(name => fields.Says("kind", name)) is { } cost)
        {
            fields.Fault("kind", $"'{cost}' only predicts costs of networks, so it cannot guide a search: use {ErrorText.Names(SurrogateDescription.Searchable)}, "
                + $"or fit it by POST /api/surrogates and use its costs as those of a lookup device.");
            return null;
        }

        return fields.Has("kind") ? fields.RequiredName("kind", "surrogate for a search", SurrogateDescription.Searchable) : null;
    }

    // An earlier surrogate of this kind predicted values, which the kind no longer does; later fits are of the kind that still does.
    static string? KindOf(SurrogateEntry? registered) =>
        registered is { Kind: SurrogateKind.HwPrNas, Metadata.HasObjectives: true } ? SurrogateKind.ParetoHybrid : registered?.Kind;

    static SurrogateSampling ReadSampling(JsonFields fields, string kind) =>
        fields.Has("sampling") && fields.RequiredName("sampling", "sampling method", [.. Samplings.Keys]) is { } name ? Samplings[name]
        : kind == SurrogateKind.BrpNas ? SurrogateSampling.Iterative
        : SurrogateSampling.Improvement;

    public static int? ReadEnsemble(JsonFields fields) => fields.OptionalWhole("ensemble", 1, 20);

    /// <param name="fields">The fields, which can include a <c>balancer</c>.</param>
    /// <param name="kind">The kind to fit.</param>
    /// <param name="targets">The objectives to predict; null while they are not known.</param>
    public static string? ReadBalancer(JsonFields fields, string kind, IReadOnlyList<Objective>? targets = null)
    {
        var balancer = fields.Has("balancer") ? fields.RequiredName("balancer", "balancer of losses", BalancerKind.OfSurrogates) : null;
        if (SurrogateDescription.FaultOfBalancer(kind, balancer, targets) is { } fault)
        {
            fields.Fault("balancer", fault);
        }

        return balancer;
    }
}
