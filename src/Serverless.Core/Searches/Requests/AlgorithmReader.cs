using System.Diagnostics.CodeAnalysis;
using Serverless.Algorithms.Options;
using Serverless.Algorithms;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads the JSON of an algorithm, as requests write it, outside of a request; reports all errors at once.</summary>
public static class AlgorithmReader
{
    static readonly RequestCatalogue Catalogue = new() { Datasets = [], Devices = [], Algorithms = AlgorithmDescription.Names };

    /// <param name="utf8Json">An object such as <c>{"name": "nsga2", "populationSize": 20}</c>, UTF-8.</param>
    public static AlgorithmReading Read(ReadOnlyMemory<byte> utf8Json)
    {
        var errors = new ValidationErrors();
        using var document = JsonText.Parse(utf8Json, errors);
        var fields = document is null ? null : JsonFields.Open(document.RootElement, "", errors);
        var algorithm = fields is null ? null : AlgorithmSection.Read(fields, Catalogue);
        return new AlgorithmReading(errors.Any ? null : algorithm, errors.ToList());
    }
}

/// <summary>The result of reading an algorithm: the algorithm, or its errors.</summary>
/// <param name="Specification">The algorithm with all defaults filled in; null when there are errors.</param>
/// <param name="Errors">All errors, by JSON pointer.</param>
public sealed record AlgorithmReading(AlgorithmSpecification? Specification, IReadOnlyList<FieldError> Errors)
{
    [MemberNotNullWhen(true, nameof(Specification))]
    public bool IsValid => Specification is not null;
}
