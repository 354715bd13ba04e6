using System.Reflection.Emit;
using System.Reflection;
using Microsoft.Azure.WebJobs;

namespace Serverless.LocalHost.Indexing;

/// <summary>
/// Generates the type in which the WebJobs SDK finds the functions of the app: it knows functions only as methods with attributes.
/// </summary>
static class FunctionTypes
{
    /// <summary>Generates a class with a method per function.</summary>
    /// <remarks>The constructor of the class takes the <see cref="IFunctionEntry"/> that all methods call.</remarks>
    public static Type Write(IEnumerable<Function> functions)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Functions"), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule("Functions");
        var type = module.DefineType("Functions", TypeAttributes.Public | TypeAttributes.Sealed);
        var entry = type.DefineField("_entry", typeof(IFunctionEntry), FieldAttributes.Private | FieldAttributes.InitOnly);
        WriteConstructor(type, entry);
        foreach (var function in functions)
        {
            WriteMethod(type, entry, FunctionMethod.Of(function));
        }

        return type.CreateType();
    }

    static void WriteConstructor(TypeBuilder type, FieldBuilder entry)
    {
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(IFunctionEntry)]);
        var code = constructor.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, typeof(object).GetConstructor([])!);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Stfld, entry);
        code.Emit(OpCodes.Ret);
    }

    static void WriteMethod(TypeBuilder type, FieldBuilder entry, FunctionMethod function)
    {
        var method = type.DefineMethod(
            function.Name,
            MethodAttributes.Public,
            function.Returns ? typeof(Task<object>) : typeof(Task),
            [.. function.Parameters.Select(parameter => parameter.Type)]);
        method.SetCustomAttribute(new(typeof(FunctionNameAttribute).GetConstructor([typeof(string)])!, [function.Name]));
        if (!function.IsTriggered)
        {
            method.SetCustomAttribute(new(typeof(NoAutomaticTriggerAttribute).GetConstructor([])!, []));
        }

        for (var i = 0; i < function.Parameters.Count; i++)
        {
            var parameter = method.DefineParameter(i + 1, ParameterAttributes.None, function.Parameters[i].Name);
            if (function.Parameters[i].Attribute is { } attribute)
            {
                parameter.SetCustomAttribute(attribute);
            }
        }

        WriteCall(method.GetILGenerator(), entry, function);
    }

    // Generates: return _entry.InvokeAsync("NAME", [all arguments]);
    static void WriteCall(ILGenerator code, FieldBuilder entry, FunctionMethod function)
    {
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, entry);
        code.Emit(OpCodes.Ldstr, function.Name);
        code.Emit(OpCodes.Ldc_I4, function.Parameters.Count);
        code.Emit(OpCodes.Newarr, typeof(object));
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            code.Emit(OpCodes.Dup);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Ldarg, (short)(i + 1));
            if (function.Parameters[i].Type.IsValueType)
            {
                code.Emit(OpCodes.Box, function.Parameters[i].Type);
            }

            code.Emit(OpCodes.Stelem_Ref);
        }

        code.Emit(OpCodes.Callvirt, typeof(IFunctionEntry).GetMethod(nameof(IFunctionEntry.InvokeAsync))!);
        code.Emit(OpCodes.Ret);
    }
}

/// <summary>The entry point that the generated methods call.</summary>
/// <remarks>Public, since the generated assembly calls it.</remarks>
public interface IFunctionEntry
{
    /// <summary>Runs a function.</summary>
    /// <param name="function">The name of the function.</param>
    /// <param name="arguments">The arguments of the generated method, in order.</param>
    /// <returns>The return value of the function.</returns>
    Task<object?> InvokeAsync(string function, object?[] arguments);
}
