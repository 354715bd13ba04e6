using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Algorithms.Options;
using Serverless.Core.Devices;
using Serverless.Core.Searches.Requests;

namespace Serverless.Benchmarks.Rungs;

/// <summary>Reads a request with rungs, and the same one without.</summary>
static class RungRequests
{
    /// <exception cref="ArgumentException">Not valid, without rungs, or an objective has no threshold.</exception>
    internal static (SearchRequest Rungs, SearchRequest Whole) Read(string path)
    {
        var request = Read(path, File.ReadAllBytes(path));
        if (request.Training.Rungs is null)
        {
            throw new ArgumentException($"{path} has no training.rungs to compare with full training.");
        }

        return request.Objectives.All(objective => objective.Threshold is not null)
            ? (request, Read(path, WithoutRungs(path)))
            : throw new ArgumentException($"{path}: each objective needs a threshold, so that both searches have one reference point.");
    }

    /// <remarks>Read again: what a request does not say, such as how the learning rate falls, depends on whether it has rungs.</remarks>
    static byte[] WithoutRungs(string path)
    {
        var request = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        request["training"]!.AsObject().Remove("rungs");
        request.Remove("promotion");
        return JsonSerializer.SerializeToUtf8Bytes(request);
    }

    static SearchRequest Read(string path, byte[] request)
    {
        var reading = SearchRequestReader.Read(request, new RequestCatalogue
        {
            Datasets = [DatasetDescription.FashionMnist],
            Devices = [DeviceDefinition.LocalCpu],
            Algorithms = AlgorithmDescription.Names,
        });
        return reading.Request
            ?? throw new ArgumentException($"{path} is not a valid request. {string.Join(' ', reading.Errors.Select(error => error.Message))}");
    }
}
