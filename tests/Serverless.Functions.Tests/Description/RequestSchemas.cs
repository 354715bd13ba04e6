using System.Text.Json.Nodes;
using Serverless.Algorithms.Options;
using Serverless.Core.Budgets;
using Serverless.Core.Datasets;
using Serverless.Core.Devices;
using Serverless.Core.Generators;
using Serverless.Core.Recipes;
using Serverless.Core.Retraining;
using Serverless.Core.Schedules;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;
using Serverless.Spaces.Recipes;

namespace Serverless.Functions.Tests.Description;

/// <summary>
/// Creates JSON Schemas of what users write: with required fields, names and ranges in addition to types; no other fields are allowed.
/// </summary>
/// <remarks>
/// The schemas do not describe which fields are compatible with each other; the readers check that, as does <c>POST /api/searches:validate</c>.
/// </remarks>
/// <param name="place">The base path for references to the schemas of types, with a trailing slash.</param>
sealed class RequestSchemas(string place)
{
    const string Suffix = "Input";

    // What a validator that counts in decimals can read.
    const double LargestTold = 1e15;

    /// <value>Fields that the platform sets, and users never do.</value>
    static readonly Dictionary<string, string[]> OfThePlatform = new()
    {
        [nameof(DeviceDefinition)] = ["queue"],
        [nameof(SurrogateSpecification)] = ["fitted"],
        [nameof(DatasetSpecification)] = ["fold"],
    };

    static readonly Dictionary<string, string[]> Required = new()
    {
        [nameof(SearchRequest)] = ["space", "objectives", "budgets"],
        [nameof(ScheduleDefinition)] = ["expression", "request"],
        [nameof(DeviceDefinition)] = ["kind"],
        [nameof(DatasetSource)] = ["format", "training"],
        [nameof(GeneratorRequest)] = [],
        [nameof(GeneratorRows)] = ["name"],
        [nameof(GeneratorSeeds)] = ["generator", "device"],
        ["PromotionSpecification"] = [],
        [nameof(SurrogateSpecification)] = [],
    };

    readonly ContractSchemas _schemas = new(place, isWritten: false, Suffix);

    /// <value>Schema name to schema.</value>
    public IEnumerable<KeyValuePair<string, JsonObject>> Components => _schemas.Components;

    /// <summary>A reference to the schema of what users write for a type.</summary>
    public JsonObject Of(Type type)
    {
        if (type == typeof(SearchExtension))
        {
            var budgets = _schemas.Of(typeof(BudgetLimits));
            _schemas.Components[nameof(SearchExtension) + Suffix] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = "What is added to a search's budgets.",
                ["properties"] = new JsonObject { ["schemaVersion"] = new JsonObject { ["const"] = 1 }, ["budgets"] = budgets },
                ["required"] = new JsonArray("budgets"),
            };
            CloseAll();
            return new JsonObject { ["$ref"] = place + nameof(SearchExtension) + Suffix };
        }

        if (type == typeof(RetrainOrder))
        {
            return OfRetraining();
        }

        var reference = _schemas.Of(type);
        CloseAll();
        return reference;
    }

    JsonObject OfRetraining()
    {
        var training = _schemas.Of(typeof(TrainingRecipe));
        _schemas.Of(typeof(SearchRequest));
        CloseAll();
        var sizes = _schemas.Components["SpaceSpecification" + Suffix]["properties"]!.DeepClone().AsObject();
        foreach (var fixedField in new[] { "name", "definition", "input", "recipe", "bitWidths" })
        {
            sizes.Remove(fixedField);
        }

        _schemas.Components[nameof(RetrainOrder) + Suffix] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = XmlComments.Of(typeof(RetrainOrder)),
            ["properties"] = new JsonObject
            {
                ["schemaVersion"] = new JsonObject { ["const"] = 1 },
                ["candidates"] = new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = "string" },
                    ["minItems"] = 1,
                    ["uniqueItems"] = true,
                    ["description"] = "By their ids; without it those of the front.",
                },
                ["top"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = RetrainOrder.Most, ["description"] = "So many of the front, in its order; without it all." },
                ["name"] = new JsonObject { ["type"] = "string" },
                ["seed"] = new JsonObject { ["type"] = "integer" },
                ["space"] = new JsonObject { ["type"] = "object", ["properties"] = sizes, ["additionalProperties"] = false },
                ["dataset"] = new JsonObject { ["type"] = "object", ["description"] = "Fields of the search's dataset that change." },
                ["training"] = training,
            },
            ["additionalProperties"] = false,
        };
        return new JsonObject { ["$ref"] = place + nameof(RetrainOrder) + Suffix };
    }

    void CloseAll()
    {
        foreach (var (name, schema) in _schemas.Components.Where(component => !component.Value.ContainsKey("additionalProperties")))
        {
            Close(name[..^Suffix.Length], schema);
        }
    }

    static void Close(string type, JsonObject schema)
    {
        var properties = schema["properties"]!.AsObject();
        schema["additionalProperties"] = false;
        foreach (var field in OfThePlatform.GetValueOrDefault(type) ?? [])
        {
            properties.Remove(field);
        }

        if (Required.TryGetValue(type, out var required))
        {
            schema["required"] = Names(required);
        }

        if (properties.ContainsKey("schemaVersion"))
        {
            properties["schemaVersion"] = new JsonObject { ["const"] = 1 };
        }

        switch (type)
        {
            case nameof(SearchRequest):
                properties.Insert(0, "$schema", new JsonObject { ["type"] = "string", ["description"] = "Where the schema of requests is, for editors: docs/schemas/search-request.json." });
                Limit(properties, "parallelism", 1, 1_000);
                Limit(properties, "maxFailures", 0, BudgetKind.Trainings.Most);
                Limit(properties, "seed", 0, long.MaxValue);
                break;
            case nameof(SpaceSpecification):
                properties["name"]!["anyOf"] = new JsonArray(
                    new JsonObject { ["enum"] = Names(SearchSpaces.Names) },
                    new JsonObject { ["pattern"] = "^[a-z][a-z0-9-]{0,49}$", ["description"] = "A space of your own, with a definition." });
                break;
            case nameof(SpaceDefinition):
                properties["dimensions"]!["minItems"] = 1;
                properties["dimensions"]!["maxItems"] = OwnSpace.MostDimensions;
                properties["constraints"]!["maxItems"] = OwnSpace.MostDimensions;
                break;
            case nameof(DimensionDefinition):
                properties["type"]!["enum"] = Names(["choice", "boolean", "integer", "real"]);
                properties["scale"]!["enum"] = Names(["linear", "log"]);
                Limit(properties, "levels", 2, 64);
                break;
            case nameof(ConstraintDefinition):
                properties["operator"]!["enum"] = Names(["<", "<=", ">", ">=", "==", "!="]);
                break;
            case nameof(BlockDefinition):
                properties["block"]!["enum"] = Names(BlockKinds.Names);
                break;
            case nameof(ImportSpecification):
                properties["csv"] = new JsonObject { ["type"] = "string", ["description"] = "In place of rows: lines of CSV under a header of architecture and metrics; other columns do not count." };
                break;
            case nameof(RecipeDimension):
                // Users may give a range; kept are the choices that it makes.
                schema.Remove("required");
                properties["low"] = new JsonObject { ["type"] = "number", ["description"] = "Of a range in place of choices: the least value." };
                properties["high"] = new JsonObject { ["type"] = "number", ["description"] = "Of a range in place of choices: the greatest value." };
                properties["levels"] = new JsonObject
                {
                    ["type"] = "integer",
                    ["minimum"] = 2,
                    ["maximum"] = ValueGrid.MostLevels,
                    ["description"] = "Of a range in place of choices: how many values between the ends, both included, spaced by the scale.",
                };
                break;
            case nameof(ScheduleSpecification):
                // Users say how often; kept is after which epochs.
                properties.Remove("restarts");
                properties["everyEpochs"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["description"] = "Of a step schedule, in place of milestones: the rate is lowered each so many epochs." };
                break;
            case nameof(GeneratorRequest):
                properties["kind"]!["enum"] = Names(GeneratorKind.Names);
                properties["cost"]!["enum"] = Names(DeviceReader.Metrics);
                properties["balancer"]!["enum"] = Names(BalancerKind.Names);
                properties["searches"]!["maxItems"] = GeneratorRequest.MostSearches;
                properties["devices"]!["maxItems"] = GeneratorRequest.MostDevices;
                break;
            case nameof(FitRequest) or nameof(SurrogateSpecification):
                properties["balancer"]!["enum"] = Names(BalancerKind.OfSurrogates);
                break;
            case nameof(GeneratorRows):
                Limit(properties, "rows", 1, GeneratorRows.Most);
                break;
            case nameof(GeneratorSeeds):
                Limit(properties, "count", 1, GeneratorQuestion.MostArchitectures);
                break;
            case nameof(BudgetLimits):
                DescribeBudgets(properties);
                break;
            case nameof(TrainingRecipe):
                Limit(properties, "epochs", 1, 1_000);
                Limit(properties, "batchSize", 1, 4_096);
                break;
            case "AlgorithmSpecification":
                DescribeAlgorithms(schema, properties);
                break;
        }
    }

    static void DescribeBudgets(JsonObject properties)
    {
        foreach (var kind in BudgetKind.All)
        {
            var isWhole = (string?)properties[kind.Name]!["type"] == "integer";
            properties[kind.Name]![isWhole ? "minimum" : "exclusiveMinimum"] = isWhole ? 1 : 0;
            if (kind.Most <= LargestTold)
            {
                properties[kind.Name]!["maximum"] = Number(kind.Most);
            }
        }
    }

    static void DescribeAlgorithms(JsonObject schema, JsonObject properties)
    {
        schema.Remove("required");
        properties["name"]!["anyOf"] = new JsonArray(
        [
            .. AlgorithmDescription.All
                .Select(description => new JsonObject { ["const"] = description.Name, ["description"] = description.Summary }),
            new JsonObject { ["const"] = AutoAlgorithm.Name, ["description"] = "The platform chooses, and says which it took." },
        ]);
        var taken = AlgorithmDescription.All.SelectMany(description => description.Options).ToLookup(option => option.Name);
        foreach (var name in properties.Select(property => property.Key).Where(name => name != "name").ToArray())
        {
            if (!taken[name].Any())
            {
                properties.Remove(name);
                continue;
            }

            var property = properties[name]!.AsObject();
            property["description"] = string.Join(" Or: ", taken[name].Select(option => option.Summary).Distinct());
            switch (taken[name].First())
            {
                case WholeOption:
                    Limit(properties, name, taken[name].OfType<WholeOption>().Min(option => option.Least), taken[name].OfType<WholeOption>().Max(option => option.Most));
                    break;
                case NumberOption:
                    Limit(properties, name, taken[name].OfType<NumberOption>().Min(option => option.Least), taken[name].OfType<NumberOption>().Max(option => option.Most));
                    break;
                case ChoiceOption:
                    property["enum"] = Names(taken[name].OfType<ChoiceOption>().SelectMany(option => option.Choices).Distinct());
                    break;
            }
        }
    }

    static void Limit(JsonObject properties, string name, double least, double most) =>
        (properties[name]!["minimum"], properties[name]!["maximum"]) = (Number(least), Number(most));

    static JsonValue Number(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value) : JsonValue.Create(value);

    static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);
}
