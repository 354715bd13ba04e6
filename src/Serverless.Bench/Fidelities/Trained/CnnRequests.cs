using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Algorithms.Options;
using Serverless.Bench.Running;
using Serverless.Core;
using Serverless.Core.Searches.Requests;

namespace Serverless.Bench.Fidelities.Trained;

/// <summary>
/// Creates requests for searches of the thirteen-parameter space of examples/own-space-cnn.json, with fewer channels and units and without very small
/// or large batches.
/// </summary>
static class CnnRequests
{
    const string Example = "Serverless.Bench.Examples.own-space-cnn.json";

    /// <summary>Failures end no search: a training that diverged uses budget, and the next one follows.</summary>
    const int MostFailures = 10_000;

    static readonly int[] BatchSizes = [16, 32, 64, 128, 256];

    /// <summary>Creates a request and reads it as the platform does.</summary>
    /// <exception cref="BenchException">The platform would reject the request; the message says why.</exception>
    public static SearchRequest Of(CnnPlan plan, AlgorithmChoice choice, int seed)
    {
        var request = Read();
        Narrow(request["space"]!, plan.Sizes);
        request["dataset"] = new JsonObject
        {
            ["name"] = DatasetDescription.FashionMnist.Name,
            ["trainingImages"] = plan.Sizes.TrainingImages,
            ["validationImages"] = plan.Sizes.ValidationImages,
        };
        request["objectives"] = new JsonArray(
            new JsonObject { ["metric"] = "accuracy", ["goal"] = "maximise", ["threshold"] = CnnSizes.LeastAccuracy },
            new JsonObject { ["metric"] = "parameters", ["goal"] = "minimise", ["threshold"] = CnnSizes.MostParameters });
        request["algorithm"] = JsonSerializer.SerializeToNode(choice.Specification, CoreJson.Default.AlgorithmSpecification);
        request["training"] = new JsonObject
        {
            ["epochs"] = plan.Sizes.Epochs,
            ["imagesPerEpoch"] = plan.Sizes.ImagesPerEpoch,
            ["optimiser"] = new JsonObject { ["name"] = "adam" },
            ["schedule"] = new JsonObject { ["name"] = "constant" },
        };
        request["budgets"] = new JsonObject { ["epochs"] = plan.Budget };
        request["maxFailures"] = MostFailures;
        request["seed"] = seed;
        Add(request, choice.Terms, plan.Sizes);
        return Read(request, choice.Label);
    }

    static JsonObject Read()
    {
        using var stream = typeof(CnnRequests).Assembly.GetManifestResourceStream(Example)
            ?? throw new InvalidOperationException($"{Example} is not embedded.");
        return JsonNode.Parse(stream)!.AsObject();
    }

    static void Narrow(JsonNode space, CnnSizes sizes)
    {
        foreach (var (prefix, range) in (IEnumerable<(string, (int Low, int High, int Levels))>)[("channels", sizes.Channels), ("units", sizes.Units)])
        {
            foreach (var dimension in space["definition"]!["dimensions"]!.AsArray().Where(dimension => ((string)dimension!["name"]!).StartsWith(prefix, StringComparison.Ordinal)))
            {
                dimension!["low"] = range.Low;
                dimension["high"] = range.High;
                dimension["levels"] = range.Levels;
            }
        }

        space["recipe"]!["batchSize"] = new JsonObject { ["choices"] = new JsonArray([.. BatchSizes.Select(size => JsonValue.Create(size))]) };
    }

    static void Add(JsonObject request, SearchTerms terms, CnnSizes sizes)
    {
        if (terms.Halving > 0)
        {
            request["training"]!["rungs"] = new JsonArray([.. sizes.Rungs.Select(epochs => JsonValue.Create(epochs))]);
            request["promotion"] = new JsonObject { ["reductionFactor"] = terms.Halving };
        }

        if (terms.Pending > 0)
        {
            request["mode"] = "asynchronous";
            request["parallelism"] = terms.Pending;
        }
    }

    static SearchRequest Read(JsonObject request, string label)
    {
        var reading = SearchRequestReader.Read(JsonSerializer.SerializeToUtf8Bytes(request, JsonSerializerOptions.Default), new RequestCatalogue
        {
            Datasets = [DatasetDescription.FashionMnist],
            Devices = [],
            Algorithms = AlgorithmDescription.Names,
        });
        return reading.Request
            ?? throw new BenchException($"'{label}' cannot search this space: {string.Join(' ', reading.Errors.Select(error => $"{error.Pointer}: {error.Message}"))}");
    }
}
