using Serverless.LocalHost.Configuration;
using Serverless.LocalHost.Http.Keys;
using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Indexing;

/// <summary>The functions that run, and those that are disabled.</summary>
sealed class FunctionCatalog
{
    readonly Dictionary<string, Function> _byName;

    FunctionCatalog(IEnumerable<Function> active, IReadOnlyList<Function> disabled)
    {
        _byName = active.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);
        Active = [.. _byName.Values.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];
        Disabled = disabled;
    }

    /// <summary>Gets the functions that run, by name.</summary>
    public IReadOnlyList<Function> Active { get; }

    /// <summary>Gets the functions that settings or host.json disable.</summary>
    public IReadOnlyList<Function> Disabled { get; }

    /// <summary>Finds a function that runs by its case-insensitive name; null when there is none.</summary>
    public Function? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Rejects keys for functions that do not exist: a misspelt name would otherwise silently lock out a reader.</summary>
    /// <exception cref="StartException">A key names a function that does not exist.</exception>
    public void CheckKeys(HostKeys keys)
    {
        List<string> known = [.. Active.Concat(Disabled).Select(function => function.Name)];
        foreach (var key in keys.OfFunctions)
        {
            if (key.Functions.Except(known, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
            {
                throw new StartException(
                    ExitCodes.Configuration, $"LocalHost__FunctionKeys__{key.Name}__Functions names {unknown}, but the app has no such function.");
            }
        }
    }

    /// <summary>Reads a worker's description of its functions.</summary>
    /// <exception cref="StartException">A function has a binding that this host does not support, or two functions have the same name.</exception>
    public static FunctionCatalog Read(IReadOnlyList<RpcFunctionMetadata> functions, HostSettings settings)
    {
        if (functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new StartException(ExitCodes.Configuration, $"Two functions are named {twice.Key}.");
        }

        var listed = settings.ListedFunctions;
        var split = functions.Select(Function.Read)
            .ToLookup(function => !settings.IsDisabled(function.Name) && (listed.Count == 0 || listed.Contains(function.Name)));
        return new FunctionCatalog(split[true], [.. split[false]]);
    }
}
