using Serverless.Core.Recipes;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/training/optimiser</c>.</summary>
static class OptimiserSection
{
    /// <summary>The default learning rate of adam and adamw.</summary>
    public const double AdamLearningRate = 0.001;

    const double DefaultBeta1 = 0.9;
    const double DefaultBeta2 = 0.999;
    const double DefaultEpsilon = 1e-8;

    static readonly Dictionary<string, OptimiserKind> Kinds =
        new() { ["sgd"] = OptimiserKind.Sgd, ["adam"] = OptimiserKind.Adam, ["adamw"] = OptimiserKind.AdamW };

    /// <param name="training">The fields of <c>/training</c>.</param>
    /// <returns>The optimiser; null for sgd with default options, so that one recipe has one hash.</returns>
    public static OptimiserSpecification? Read(JsonFields training)
    {
        if (training.Object("optimiser") is not { } fields)
        {
            return null;
        }

        var name = fields.RequiredName("name", "optimiser", [.. Kinds.Keys]);
        OptimiserSpecification? optimiser = null;
        if (name is "adam" or "adamw")
        {
            optimiser = ReadAdam(fields, Kinds[name]);
            if (fields.Boolean("nesterov"))
            {
                fields.Fault("nesterov", $"Only sgd has this, not '{name}'; remove this field.");
            }
        }
        else if (fields.Boolean("nesterov") && name is not null)
        {
            optimiser = new OptimiserSpecification { Name = OptimiserKind.Sgd, Nesterov = true };
        }

        if (name is not null)
        {
            fields.ReportUnknown();
        }

        return optimiser;
    }

    /// <summary>Returns the optimiser of that name with default options; null for sgd.</summary>
    public static OptimiserSpecification? Default(string name) => Kinds[name] is var kind && kind == OptimiserKind.Sgd
        ? null
        : new() { Name = kind, Beta1 = DefaultBeta1, Beta2 = DefaultBeta2, Epsilon = DefaultEpsilon };

    static OptimiserSpecification ReadAdam(JsonFields fields, OptimiserKind kind)
    {
        static bool IsDecay(double beta) => beta is >= 0 and < 1;
        return new OptimiserSpecification
        {
            Name = kind,
            Beta1 = fields.Number("beta1", " from 0 to below 1", IsDecay) ?? DefaultBeta1,
            Beta2 = fields.Number("beta2", " from 0 to below 1", IsDecay) ?? DefaultBeta2,
            Epsilon = fields.Number("epsilon", " greater than 0 and at most 1", epsilon => epsilon is > 0 and <= 1) ?? DefaultEpsilon,
        };
    }
}
