using System.Text.Json;
using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads and checks a search request; reports all errors at once.</summary>
public static class SearchRequestReader
{
    const int SchemaVersion = 1;
    const int LongestName = 100;

    /// <summary>Reads the JSON of a request.</summary>
    /// <param name="utf8Json">The body, UTF-8, with or without byte order mark.</param>
    /// <param name="catalogue">The catalogue of what the request can name.</param>
    public static SearchRequestReading Read(ReadOnlyMemory<byte> utf8Json, RequestCatalogue catalogue)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var request = document is null ? null : ReadRoot(document.RootElement, catalogue, errors);
        return new SearchRequestReading(errors.Any ? null : request, errors.ToList(), isWellFormed: document is not null, errors.Unchecked);
    }

    static SearchRequest? ReadRoot(JsonElement root, RequestCatalogue catalogue, ValidationErrors errors)
    {
        return JsonFields.Open(root, pointer: "", errors) is { } fields ? ReadFields(fields, catalogue) : null;
    }

    /// <summary>Reads the fields of a request. Fields that the caller has already read are not reported as unknown.</summary>
    internal static SearchRequest ReadFields(JsonFields fields, RequestCatalogue catalogue)
    {
        fields.Text("$schema");
        fields.Whole("schemaVersion", SchemaVersion, SchemaVersion, SchemaVersion);
        var name = ReadName(fields);
        var evaluator = EvaluatorSection.Read(fields.Object("evaluator"), catalogue);
        var rules = EvaluatorRules.Of(evaluator, catalogue);
        var spaceFields = fields.RequiredObject("space", "the search space, for example {\"name\": \"nasbench201\"}");
        var space = SpaceSection.Read(spaceFields, rules.SpaceNames, evaluator is not { Kind: EvaluatorKind.Table });
        var dataset = rules.ReadDataset(fields, space);
        space = DefinitionSection.Settle(fields, space, dataset.Shape);
        var algorithm = fields.Object("algorithm");
        var training = fields.Object("training");
        var objectives = ObjectivesSection.Read(fields, space, rules);
        var request = new SearchRequest
        {
            Name = name,
            Space = space,
            Dataset = dataset,
            Evaluator = evaluator,
            Objectives = objectives,
            Constraints = ConstraintsSection.Read(fields, space, rules, objectives),
            Algorithm = ReadAlgorithm(algorithm, catalogue),
            Training = TrainingSection.Read(training, dataset.TrainingImages, dataset.Shape, SearchedEpochs.MostOf(space)),
            Budgets = ReadBudgets(fields, rules, objectives, catalogue),
            MaxFailures = fields.OptionalWhole("maxFailures", 0, (int)BudgetKind.Trainings.Most),
            Seed = fields.Seed("seed"),
            Seeds = SeedsField.Read(fields, space),
            RetrainOf = SeedsField.ReadOrigin(fields),
        };
        request = SeedsFromSection.Settle(fields, request, catalogue);
        request = FidelitySection.Settle(fields, training, request, rules);
        RecipeSection.Check(spaceFields, training, request, rules);
        request = request with { Supernet = SupernetSection.Read(fields, request) };
        rules.CheckTraining(fields, request);
        request = request with
        {
            Algorithm = ReferenceField.Settle(algorithm, request),
            Promotion = PromotionSection.Read(fields, request),
            Surrogate = SurrogateSection.Read(fields, request, catalogue, rules),
        };
        SupernetSection.CheckUse(fields, request);
        request = ModeSection.Read(fields, ImportSection.Read(fields, request, catalogue, rules));
        InheritanceRules.Check(fields, request);
        fields.ReportUnknown();
        return AutoAlgorithm.Settle(request);
    }

    static AlgorithmSpecification ReadAlgorithm(JsonFields? fields, RequestCatalogue catalogue) => AutoAlgorithm.IsMeantBy(fields)
        ? AutoAlgorithm.Read(fields)
        : AlgorithmSection.Read(fields!, catalogue with { Algorithms = [AutoAlgorithm.Name, .. catalogue.Algorithms] });

    static BudgetLimits ReadBudgets(JsonFields root, EvaluatorRules rules, IReadOnlyList<Objective> objectives, RequestCatalogue catalogue)
    {
        var fields = root.RequiredObject("budgets", $"at least one limit, for example {{\"{rules.ExampleBudget}\": 24}}");
        if (fields is not null)
        {
            rules.CheckBudgets(fields);
        }

        var limits = BudgetsSection.Read(fields, isRequest: true, "or the search would never end");
        if (fields is not null)
        {
            BudgetsSection.Check(fields, limits, objectives);
            limits = BudgetsSection.Price(fields, limits, catalogue);
        }

        return limits;
    }

    static string? ReadName(JsonFields fields)
    {
        var name = fields.Text("name");
        if (name is not null && (name.Length > LongestName || string.IsNullOrWhiteSpace(name) || name.Any(VisibleText.IsControl)))
        {
            fields.Fault(
                "name",
                $"{ErrorText.Text(name)} is not a valid label: 1 to {LongestName} characters, not all blank, without control characters, including bidirectional ones.");
        }

        return name;
    }
}
