using System.Runtime.ExceptionServices;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;

namespace Serverless.Application.Searches;

/// <summary>The names that requests can currently use.</summary>
/// <param name="Catalogue">The catalogue that requests are read with.</param>
/// <param name="Broken">The items that exist and cannot be read.</param>
public sealed record KnownNames(RequestCatalogue Catalogue, IReadOnlyList<BrokenName> Broken)
{
    /// <summary>Distinguishes names of broken items from names that do not exist: the former are not the caller's fault.</summary>
    /// <param name="errors">The errors of a request that was read with <see cref="Catalogue"/>.</param>
    /// <returns>The errors; those about broken items say so.</returns>
    /// <exception cref="Storage.DocumentException">The only error is a reference to something in this broken blob.</exception>
    /// <exception cref="Core.Tables.TableException">The only error is a reference to the table of this broken file.</exception>
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
            : error with { Message = $"'{found.Name}' exists but cannot be read. Use another, or repair its blob." })];
    }
}
