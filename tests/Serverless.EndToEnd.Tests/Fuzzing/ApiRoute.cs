using System.Text.Json;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests.Fuzzing;

/// <summary>A route of the functions app, as the build describes it.</summary>
/// <param name="Function">The function that handles the route.</param>
/// <param name="Method">The HTTP method, in upper case.</param>
/// <param name="Template">The path after the prefix, such as <c>searches/{id}:cancel</c>.</param>
sealed record ApiRoute(string Function, string Method, string Template)
{
    /// <summary>Every route of the app, so that a new one is tried without being named here.</summary>
    public static IReadOnlyList<ApiRoute> All()
    {
        var folder = Path.GetDirectoryName(RepositoryPaths.Assembly("Serverless.Functions"))!;
        using var metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "functions.metadata")));
        return
        [
            .. from function in metadata.RootElement.EnumerateArray()
               from binding in function.GetProperty("bindings").EnumerateArray()
               where binding.GetProperty("type").GetString() == "httpTrigger"
               from method in binding.GetProperty("methods").EnumerateArray()
               select new ApiRoute(
                   function.GetProperty("name").GetString()!, method.GetString()!.ToUpperInvariant(), binding.GetProperty("route").GetString()!),
        ];
    }
}
