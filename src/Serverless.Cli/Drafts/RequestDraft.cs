using System.Text.Json.Nodes;
using Serverless.Cli.Datasets;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;

namespace Serverless.Cli.Drafts;

/// <summary>Writes a draft of a request.</summary>
static class RequestDraft
{
    /// <param name="choices">The choices for the draft.</param>
    /// <param name="schema">The reference to the schema of requests; null: none.</param>
    /// <exception cref="CliException">A folder of images cannot be used for a search.</exception>
    public static JsonObject Write(DraftChoices choices, string? schema)
    {
        var request = new JsonObject
        {
            ["name"] = "my-search",
            ["space"] = new JsonObject { ["name"] = choices.Space, ["channels"] = 4 },
            ["dataset"] = choices.Images is { } folder
                ? OwnImages.Section(folder, choices.TestImages, choices.Size, choices.SearchSpace)
                : new JsonObject { ["name"] = DatasetDescription.FashionMnist.Name, ["trainingImages"] = 4096, ["validationImages"] = 2000 },
            ["objectives"] = new JsonArray([.. choices.Objectives.Select(metric => Objective(metric, choices.Device))]),
            ["algorithm"] = new JsonObject { ["name"] = choices.Algorithm },
            ["training"] = choices.Images is null ? new JsonObject { ["epochs"] = 4 } : new JsonObject { ["epochs"] = 12, ["batchSize"] = 32 },
            ["budgets"] = new JsonObject { ["trainings"] = choices.Trainings, ["wallClockSeconds"] = 3600 },
            ["seed"] = 1,
        };
        if (choices.Description is { DecidesFidelities: true } staged)
        {
            FidelityDraft.Fit(request, staged, choices.Trainings);
        }

        if (schema is not null)
        {
            request.Insert(0, "$schema", schema);
        }

        return request;
    }

    static JsonObject Objective(Metric metric, string device)
    {
        var objective = new JsonObject { ["metric"] = metric.Name, ["goal"] = metric == Metric.Accuracy ? "maximise" : "minimise" };
        if (metric.Source == MetricSource.Device)
        {
            objective["device"] = device;
        }

        return objective;
    }
}
