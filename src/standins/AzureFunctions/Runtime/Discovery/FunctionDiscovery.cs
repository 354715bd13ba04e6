using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Finds functions: public methods that carry the Function attribute.</summary>
static partial class FunctionDiscovery
{
    /// <exception cref="InvalidOperationException">Functions at fault; the message names every fault.</exception>
    public static FunctionCatalog Discover(IEnumerable<Type> types, IConfiguration configuration, HostSettings settings)
    {
        var faults = new List<string>();
        var functions = new List<FunctionEntry>();
        var methods = types
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute), inherit: false));
        foreach (var method in methods)
        {
            var name = method.GetCustomAttribute<FunctionAttribute>(inherit: false)!.Name;
            if (!IsName(name))
            {
                faults.Add($"'{name}' is not a valid function name.");
            }
            else if (functions.Exists(function => function.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                faults.Add($"Found duplicate FunctionMetadata with the name '{name}'.");
            }
            else if (FunctionSignature.Read(name, method, IsDisabled(configuration, settings, name), out var fault) is { } function)
            {
                functions.Add(function);
            }
            else
            {
                faults.Add($"The function '{name}' is in error: {fault}");
            }
        }

        HostFaults.ThrowIfAny(faults);
        return new FunctionCatalog(functions);
    }

    static bool IsName(string name) => NamePattern().IsMatch(name) && !name.Equals("host", StringComparison.OrdinalIgnoreCase);

    static bool IsDisabled(IConfiguration configuration, HostSettings settings, string name)
        => (settings.AllowedFunctions.Count > 0 && !settings.AllowedFunctions.Contains(name, StringComparer.OrdinalIgnoreCase))
            || IsTrue(configuration[$"AzureWebJobs.{name}.Disabled"]) || IsTrue(configuration[$"AzureWebJobs:{name}:Disabled"]);

    static bool IsTrue(string? setting) => setting == "1" || (bool.TryParse(setting, out var value) && value);

    [GeneratedRegex(@"^[a-z][a-z0-9_\-]{0,127}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
