using Serverless.Algorithms.Options;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads an algorithm as requests write it, outside of any request; finds all faults at once.</summary>
public static class AlgorithmReader
{
    static readonly RequestCatalogue Catalogue = new() { Datasets = [], Devices = [], Algorithms = AlgorithmDescription.Names };

    /// <param name="utf8Json">An object such as <c>{"name": "nsga2", "populationSize": 20}</c>, UTF-8.</param>
    public static AlgorithmReading Read(ReadOnlyMemory<byte> utf8Json)
    {
        var faults = new Faults();
        using var document = JsonText.Parse(utf8Json, faults);
        var fields = document is null ? null : JsonFields.Open(document.RootElement, "", faults);
        var algorithm = fields is null ? null : AlgorithmSection.Read(fields, Catalogue);
        return new AlgorithmReading(faults.Any ? null : algorithm, faults.ToList());
    }
}
