using Serverless.Algorithms;
using Serverless.Core.Validation;
using Serverless.Spaces;
using Serverless.Spaces.Costs;
using Serverless.Spaces.Encodings;

namespace Serverless.Core.Searches.Requests;

/// <summary>Checks <c>/algorithm/reference</c>, the architecture with which candidates are compared, and sets its default.</summary>
static class ReferenceField
{
    const string Name = "reference";

    /// <param name="fields">The fields of <c>/algorithm</c>; null when there are none.</param>
    /// <param name="request">The request as read so far.</param>
    /// <returns>The algorithm; if candidates are trained, with the reference in canonical form.</returns>
    public static AlgorithmSpecification Settle(JsonFields? fields, SearchRequest request)
    {
        var algorithm = request.Algorithm;
        if (fields is null || !algorithm.HasReference)
        {
            return algorithm;
        }

        if (!request.IsTrained)
        {
            if (algorithm.Reference is not null)
            {
                fields.Fault(Name, "A search of a table trains no reference and compares candidates by columns; remove this field.");
            }

            return algorithm;
        }

        return SearchSpaces.Of(request.Space) is { } space
            ? algorithm with { Reference = algorithm.Reference is { } given ? Read(fields, space, given) : space.Format(LargestArchitecture.Of(space)) }
            : algorithm;
    }

    static string? Read(JsonFields fields, SearchSpace space, string given)
    {
        if (!space.TryParse(given, out var architecture, out var error))
        {
            fields.Fault(Name, $"{ErrorText.Text(given)} is not an architecture of '{space.Name}'. {error}");
            return null;
        }

        var canonical = space.Canonicalise(architecture);
        if (!ArchitectureEncoders.For(space, space.DefaultSkeleton, LargestArchitecture.Shape).IsConnected(canonical))
        {
            fields.Fault(Name, "The output of this architecture does not depend on its input, so it cannot be compared with; name another.");
        }

        return space.Format(canonical);
    }
}
