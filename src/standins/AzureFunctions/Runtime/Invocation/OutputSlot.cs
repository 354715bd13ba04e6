using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Where an output's value is found: in a property of the returned object, or, without a property, the returned value itself.</summary>
sealed record OutputSlot(OutputBindingAttribute Attribute, PropertyInfo? Property)
{
    public string Name => Property?.Name ?? "$return";

    public string BindingType => Attribute is QueueOutputAttribute ? "queue" : "http";

    public object? Read(object? result) => Property is null || result is null ? result : Property.GetValue(result);

    /// <summary>The returned value with this output replaced.</summary>
    public object? Replace(object? result, object? value)
    {
        if (Property is null)
        {
            return value;
        }

        Property.SetValue(result, value);
        return result;
    }
}
