using System.Runtime.ExceptionServices;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;

namespace Serverless.Application.Searches;

/// <summary>What requests can name at this moment.</summary>
/// <param name="Catalogue">Against which requests are read.</param>
/// <param name="Broken">What is there and cannot be read.</param>
public sealed record KnownNames(RequestCatalogue Catalogue, IReadOnlyList<BrokenName> Broken)
{
    /// <summary>Tells names of what is broken from names that nothing has: the first are not their user's fault.</summary>
    /// <param name="errors">Of a request that was read with <see cref="Catalogue"/>.</param>
    /// <returns>The errors; those of broken names say so.</returns>
    /// <exception cref="Storage.DocumentException">Nothing else is wrong, and what is named is in this broken blob.</exception>
    /// <exception cref="Core.Tables.TableException">Nothing else is wrong, and what is named is the table of this broken file.</exception>
    public IReadOnlyList<FieldError> Explain(IReadOnlyList<FieldError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var broken = errors.Select(error => Broken.FirstOrDefault(broken => broken.Name == error.UnknownName)).ToList();
        if (broken is [{ } only, ..] && !broken.Contains(null))
        {
            ExceptionDispatchInfo.Throw(only.Reason);
        }

        return [.. errors.Zip(broken, (error, found) => found is null
            ? error
            : error with { Message = $"'{found.Name}' is there and cannot be read. Name another, or have its blob mended." })];
    }
}
