using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Functions.Tables;

/// <summary>The space of a search of a table.</summary>
static class TableSpaces
{
    /// <exception cref="TableException">The table is of another space than when the request came.</exception>
    public static SearchSpace Of(SearchRequest request, TableDescription table) => table.FindSpace(request.Space.Name)
        ?? throw new TableException(table.Name, $"The table is of {string.Join(", ", table.SpaceNames)}, the search of {request.Space.Name}. Put the table back that it began with.");
}
