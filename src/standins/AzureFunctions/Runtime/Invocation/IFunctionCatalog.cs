namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The functions of the app.</summary>
interface IFunctionCatalog
{
    /// <summary>All functions in the order of their names (ordinal, ignoring case), disabled ones included.</summary>
    IReadOnlyList<FunctionEntry> All { get; }

    /// <summary>The enabled function of that name (ignoring case) and kind, or null.</summary>
    FunctionEntry? Find(string name, TriggerKind kind);
}
