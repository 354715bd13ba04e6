using System.Runtime.ExceptionServices;
using System.Text;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>What requests can name at this moment.</summary>
/// <param name="Catalogue">Against which requests are read.</param>
/// <param name="Broken">What is there and cannot be read.</param>
public sealed record KnownNames(RequestCatalogue Catalogue, IReadOnlyList<BrokenName> Broken)
{
    /// <summary>Tells of what is broken, if a body that is not valid names it: that is not unknown, and its user shall hear of it.</summary>
    /// <exception cref="Application.Storage.DocumentException">The body names the device or table of this blob.</exception>
    /// <exception cref="Core.Tables.TableException">The body names the table of this file.</exception>
    public void ThrowIfBrokenIn(ReadOnlySpan<byte> body)
    {
        foreach (var broken in Broken)
        {
            if (body.IndexOf(Encoding.UTF8.GetBytes(broken.Name)) >= 0)
            {
                ExceptionDispatchInfo.Throw(broken.Reason);
            }
        }
    }
}
