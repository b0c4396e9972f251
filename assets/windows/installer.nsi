; The set-up program: per user, no administrator, Simplified Chinese. The office's data lives in the application-data folder and is
; touched neither by installing nor by uninstalling.
;
;   makensis -DVERSION=0.1.0 -DEXE=.../cppccdesk.exe -DICON=.../icon.ico -DNOTICES=.../assets -DOUT=.../setup.exe installer.nsi
Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WinVer.nsh"

!define PRODUCT "政协民主监督工作台"
!define ID "cppccdesk"
!define EXENAME "cppccdesk.exe"
!define UNKEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"

Name "${PRODUCT}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${ID}"
InstallDirRegKey HKCU "Software\${ID}" "InstallDir"
SetCompressor /SOLID lzma
BrandingText "${PRODUCT} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${PRODUCT}"
VIAddVersionKey /LANG=2052 "FileDescription" "${PRODUCT} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "${PRODUCT}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXENAME}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "本程序需要 Windows 10 或更高版本。" /SD IDOK
    Abort
  ${EndIf}
FunctionEnd

; A running program keeps its file open; replacing it would fail half-way.
!macro REFUSE_WHILE_RUNNING
  ${If} ${FileExists} "$INSTDIR\${EXENAME}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${EXENAME}" a
    ${If} ${Errors}
      MessageBox MB_ICONSTOP "${PRODUCT}正在运行，请先关闭它再继续。" /SD IDOK
      SetErrorLevel 1
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section "主程序"
  SetShellVarContext current
  !insertmacro REFUSE_WHILE_RUNNING
  SetOutPath "$INSTDIR"
  File "/oname=${EXENAME}" "${EXE}"
  SetOutPath "$INSTDIR\licenses"
  File /r "${NOTICES}\licenses\*.*"
  File "${NOTICES}\fonts\OFL.txt"
  File "${NOTICES}\holidays\LICENSE.holiday-cn"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateDirectory "$SMPROGRAMS\${PRODUCT}"
  CreateShortcut "$SMPROGRAMS\${PRODUCT}\${PRODUCT}.lnk" "$INSTDIR\${EXENAME}"
  CreateShortcut "$SMPROGRAMS\${PRODUCT}\卸载.lnk" "$INSTDIR\uninstall.exe"
  CreateShortcut "$DESKTOP\${PRODUCT}.lnk" "$INSTDIR\${EXENAME}"
  WriteRegStr HKCU "Software\${ID}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNKEY}" "DisplayName" "${PRODUCT}"
  WriteRegStr HKCU "${UNKEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNKEY}" "Publisher" "${PRODUCT}"
  WriteRegStr HKCU "${UNKEY}" "DisplayIcon" "$INSTDIR\${EXENAME}"
  WriteRegStr HKCU "${UNKEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNKEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNKEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNKEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNKEY}" "EstimatedSize" "$0"
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro REFUSE_WHILE_RUNNING
  Delete "$INSTDIR\${EXENAME}"
  RMDir /r "$INSTDIR\licenses"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only when empty: what somebody put there stays
  Delete "$SMPROGRAMS\${PRODUCT}\*.lnk"
  RMDir "$SMPROGRAMS\${PRODUCT}"
  Delete "$DESKTOP\${PRODUCT}.lnk"
  DeleteRegKey HKCU "${UNKEY}"
  DeleteRegKey HKCU "Software\${ID}"
SectionEnd
